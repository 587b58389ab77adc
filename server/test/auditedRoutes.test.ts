import type { Field } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { createFullWorkspace, type FullWorkspace } from '../src/testing/fullWorkspace.ts';
import { formWithFile, listApiRoutes } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';

let program: TestProgram;
let ours: FullWorkspace;

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  ours = await createFullWorkspace(program, 'Ours');
});
afterAll(() => program.stop());

const at = '/v1/workspaces/{workspaceId}';

/** What changes something and yet is no setting: the day's work, told by conversations' logs and contacts' timelines. */
const work = new RegExp(
  `^\\w+ ${at.replaceAll(/[{}]/g, '\\$&')}/(${[
    'conversations.*',
    'bulk-changes.*',
    'bulk-runs.*',
    'contact-bulk-changes.*',
    'notifications/.*',
    'contacts',
    'contacts/\\{contactId\\}/(merges|blocked).*',
    // Tries and previews change nothing.
    'webhooks/\\{webhookId\\}/(test|deliveries/.*)',
    'embedding-settings/test',
    'retention/preview',
    'contact-exports/\\{exportId\\}/cancel',
    'files',
    // What the engine learns from, and when; what of its finds is taken.
    'faqs/(import|test|\\{faqId\\}/examples.*)',
    'language-models.*',
    'opportunity-runs/.*',
    'rehearsals/.*',
    'opportunities/.*',
  ].join('|')})$`,
);
const alsoWork = new Set([`PATCH ${at}/contacts/{contactId}`]);

type Step = {
  route: string;
  action: string;
  body?: object | (() => object | FormData);
  query?: string;
  /** What must be out of the way. */
  first?: () => Promise<unknown>;
};

/** Every other one, in an order in which each finds what it needs. */
const steps: Step[] = [
  { route: `PATCH ${at}`, action: 'workspace.changed', body: { name: 'Anew' } },
  { route: `PATCH ${at}/members/{userId}`, action: 'member.changed', body: { role: 'supervisor' } },
  { route: `DELETE ${at}/members/{userId}`, action: 'member.removed' },
  {
    route: `POST ${at}/invitations`,
    action: 'invitation.created',
    body: { email: 'x@example.com', role: 'agent' },
  },
  { route: `DELETE ${at}/invitations/{invitationId}`, action: 'invitation.withdrawn' },
  { route: `POST ${at}/teams`, action: 'team.created', body: { name: 'A' } },
  { route: `PATCH ${at}/teams/{teamId}`, action: 'team.changed', body: { name: 'B' } },
  { route: `DELETE ${at}/teams/{teamId}`, action: 'team.deleted' },
  { route: `POST ${at}/roles`, action: 'role.created', body: { name: 'A', permissions: [] } },
  { route: `PATCH ${at}/roles/{roleId}`, action: 'role.changed', body: { name: 'B' } },
  { route: `DELETE ${at}/roles/{roleId}`, action: 'role.deleted' },
  { route: `POST ${at}/api-keys`, action: 'api_key.created', body: { name: 'A', role: 'agent' } },
  { route: `DELETE ${at}/api-keys/{apiKeyId}`, action: 'api_key.revoked' },
  { route: `POST ${at}/sla-policies`, action: 'sla_policy.created', body: { name: 'A' } },
  {
    route: `PUT ${at}/sla-policies/order`,
    action: 'sla_policy.ordered',
    body: () => ({ ids: [ours.ids.slaPolicyId] }),
  },
  { route: `PATCH ${at}/sla-policies/{slaPolicyId}`, action: 'sla_policy.changed', body: { name: 'B' } },
  { route: `DELETE ${at}/sla-policies/{slaPolicyId}`, action: 'sla_policy.deleted' },
  {
    route: `POST ${at}/views`,
    action: 'view.created',
    body: { name: 'A', filter: { match: 'all', tests: [] }, visibility: 'workspace' },
  },
  { route: `PATCH ${at}/views/{viewId}`, action: 'view.changed', body: { visibility: 'workspace' } },
  { route: `PUT ${at}/views/order`, action: 'view.ordered', body: () => ({ ids: [ours.ids.viewId] }) },
  { route: `DELETE ${at}/views/{viewId}`, action: 'view.deleted' },
  { route: `POST ${at}/labels`, action: 'label.created', body: { name: 'A' } },
  { route: `PATCH ${at}/labels`, action: 'label.rules_changed', body: { free: false } },
  { route: `PATCH ${at}/labels/{labelId}`, action: 'label.changed', body: { name: 'B' } },
  { route: `DELETE ${at}/labels/{labelId}`, action: 'label.deleted' },
  {
    route: `POST ${at}/webhooks`,
    action: 'webhook.created',
    body: { name: 'A', url: 'https://example.com' },
  },
  { route: `PATCH ${at}/webhooks/{webhookId}`, action: 'webhook.changed', body: { name: 'B' } },
  { route: `POST ${at}/webhooks/{webhookId}/rotate-secret`, action: 'webhook.secret_rotated', body: {} },
  { route: `DELETE ${at}/webhooks/{webhookId}`, action: 'webhook.deleted' },
  { route: `PUT ${at}/retention`, action: 'retention.changed' },
  { route: `PATCH ${at}/faq-settings`, action: 'faq_settings.changed', body: { promise: 0.95 } },
  {
    route: `PATCH ${at}/embedding-settings`,
    action: 'embedding_settings.changed',
    body: { timeoutMs: 300 },
  },
  { route: `PATCH ${at}/faqs/{faqId}`, action: 'faq.changed', body: { cost: 'low' } },
  { route: `DELETE ${at}/faqs/{faqId}`, action: 'faq.deleted' },
  { route: `POST ${at}/faqs`, action: 'faq.created', body: () => ({ snippetId: ours.ids.snippetId! }) },
  {
    route: `POST ${at}/rehearsals`,
    action: 'rehearsals.ordered',
    body: () => ({ id: uuid() }),
    first: () =>
      ours.owner.http.call('POST', `/v1/workspaces/${ours.id}/rehearsals/${ours.ids.rehearsalId}/cancel`, {}),
  },
  {
    route: `POST ${at}/opportunity-runs`,
    action: 'opportunities.searched',
    body: () => ({ id: uuid() }),
    first: () =>
      ours.owner.http.call('POST', `/v1/workspaces/${ours.id}/opportunity-runs/${ours.ids.runId}/cancel`, {}),
  },
  {
    route: `POST ${at}/snippets`,
    action: 'snippet.created',
    body: { name: 'A', texts: [{ language: 'en', text: 'a' }] },
  },
  {
    route: `POST ${at}/snippets/import`,
    action: 'snippet.imported',
    body: { format: 'csv', text: 'name,topic,team,language,text\nC,,,en,c\n', apply: true },
  },
  {
    route: `POST ${at}/macros`,
    action: 'macro.created',
    body: { name: 'A', actions: [{ type: 'status', status: 'resolved' }] },
  },
  { route: `PATCH ${at}/macros/{macroId}`, action: 'macro.changed', body: { name: 'B' } },
  { route: `DELETE ${at}/macros/{macroId}`, action: 'macro.deleted' },
  { route: `PATCH ${at}/snippets/{snippetId}`, action: 'snippet.changed', body: { name: 'B' } },
  { route: `DELETE ${at}/snippets/{snippetId}`, action: 'snippet.deleted', first: removeFaqs },
  {
    route: `POST ${at}/fields`,
    action: 'field.created',
    body: { subject: 'contact', key: 'a', type: 'text', label: 'A' },
  },
  { route: `PATCH ${at}/fields/{fieldId}`, action: 'field.changed', body: { label: 'B' } },
  {
    route: `POST ${at}/imports/files`,
    query: '?kind=contacts',
    action: 'import.created',
    body: () => formWithFile('name\nSomebody', 'people.csv'),
  },
  { route: `POST ${at}/imports/{importId}/start`, action: 'import.started', body: { mapping: ['name'] } },
  { route: `POST ${at}/imports/{importId}/cancel`, action: 'import.cancelled', body: {} },
  { route: `POST ${at}/imports/{importId}/undo`, action: 'import.undone', body: {} },
  {
    route: `POST ${at}/contact-exports`,
    action: 'contact.list_exported',
    body: () => ({ id: uuid() }),
  },
  { route: `POST ${at}/inboxes`, action: 'inbox.created', body: { name: 'A' } },
  { route: `PATCH ${at}/inboxes/{inboxId}`, action: 'inbox.changed', body: { name: 'B' } },
  { route: `PUT ${at}/inboxes/{inboxId}/identity-keys`, action: 'inbox.identity_keys_changed' },
  { route: `DELETE ${at}/inboxes/{inboxId}`, action: 'inbox.deleted' },
  { route: `DELETE ${at}/contacts/{contactId}`, action: 'contact.erased' },
];

type Audited = { action: string; actor_id: string; target_name: string | null };
const written = async () =>
  (
    await program.database.pool.query<Audited>(
      'select action, actor_id, target_name from audit_entries where workspace_id = $1 order by at, id',
      [ours.id],
    )
  ).rows;

/** A snippet that answers for an FAQ stays as long as the FAQ does. */
async function removeFaqs(): Promise<void> {
  const base = `/v1/workspaces/${ours.id}/faqs`;
  const { items } = await ours.owner.http.get<{ items: { id: string }[] }>(base);
  for (const { id } of items) await ours.owner.http.call('DELETE', `${base}/${id}`);
}

test('every route that changes a setting is in the audit log: a new one must be walked here, or be the day’s work', async () => {
  const routes = await listApiRoutes(program.url);
  const changing = routes.filter(
    (route) =>
      route.method !== 'GET' &&
      route.path.startsWith(at) &&
      !work.test(route.name) &&
      !alsoWork.has(route.name),
  );
  expect(steps.map((step) => step.route).toSorted()).toEqual(changing.map((route) => route.name).toSorted());
  for (const step of steps) {
    const route = changing.find((each) => each.name === step.route)!;
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => ours.ids[name]!);
    const body = typeof step.body === 'function' ? step.body() : (step.body ?? route.body());
    await step.first?.();
    const before = (await written()).length;
    const answer = await ours.owner.http.call(route.method, path + (step.query ?? route.query), body);
    const refused = answer.status < 300 ? undefined : answer.body;
    expect({ route: step.route, refused }).toEqual({ route: step.route, refused: undefined });
    const entries = (await written()).slice(before);
    expect({ route: step.route, entries: entries.map((each) => each.action) }).toEqual({
      route: step.route,
      entries: [step.action],
    });
    expect(entries[0]!.actor_id).toBe(ours.owner.userId);
  }
});

test('what was refused leaves no entry; a private view is nobody’s business; how it was and is are told', async () => {
  const { owner } = ours;
  const base = `/v1/workspaces/${ours.id}`;
  const before = (await written()).length;
  expect((await owner.http.call('POST', `${base}/labels`, { name: 'A' })).code).toBe('name_taken');
  await owner.http.post(`${base}/views`, { name: 'Mine', filter: { match: 'all', tests: [] } });
  expect((await written()).length).toBe(before);
  const field = await owner.http.post<Field>(`${base}/fields`, {
    subject: 'contact',
    key: 'size',
    type: 'choice',
    label: 'Size',
    options: ['S', 'M'],
  });
  await owner.http.patch(`${base}/fields/${field.id}`, { options: ['S', 'M', 'L'] });
  const { items } = await owner.http.get<{ items: object[] }>(`${base}/audit?action=field.changed`);
  expect(items[0]).toMatchObject({
    target: { kind: 'field', id: field.id, name: 'Size' },
    before: { options: ['S', 'M'] },
    after: { options: ['S', 'M', 'L'] },
  });
});
