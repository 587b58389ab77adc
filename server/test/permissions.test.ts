import type { BuiltInRole } from '@causerie/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPermissions, type Permission } from '../src/core/actor.ts';
import { uuid } from '../src/lib/uuid.ts';
import { createFullWorkspace, type FullWorkspace } from '../src/testing/fullWorkspace.ts';
import { type ApiRoute, listApiRoutes } from '../src/testing/listApiRoutes.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import type { TestAgent } from '../src/testing/testAgent.ts';
import { addTestMember } from '../src/testing/testWorkspace.ts';

/** Who may do what, asked of every route of the API: a new one that forgets its guard is found here. */
let program: TestProgram;
let company: FullWorkspace;
let routes: ApiRoute[];
const prefix = '/v1/workspaces/{workspaceId}';

beforeAll(async () => {
  program = await startTestProgram({ trustProxy: true, roles: { web: true, worker: false } });
  company = await createFullWorkspace(program, 'Ours');
  routes = (await listApiRoutes(program.url)).filter((route) => route.path.startsWith(prefix));
});
afterAll(() => program.stop());

/** Asks with ids that are there; what is deleted goes last. */
const order = ({ method }: ApiRoute) => (method === 'GET' ? 0 : method === 'DELETE' ? 2 : 1);
const walk = () => routes.toSorted((a, b) => order(a) - order(b));
const call = (who: TestAgent, route: ApiRoute) => {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(company.ids[name]!));
  const query = new URLSearchParams(route.query);
  for (const name of [...query.keys()]) if (name in company.ids) query.set(name, company.ids[name]!);
  return who.http.call(route.method, query.size > 0 ? `${path}?${query}` : path, bodyOf(route));
};
function bodyOf(route: ApiRoute): object | undefined {
  const body = route.body();
  if (body === undefined || body instanceof FormData) return body;
  const known = Object.keys(body).filter((name) => name in company.ids);
  return { ...body, ...Object.fromEntries(known.map((name) => [name, company.ids[name]])) };
}
const short = (route: ApiRoute) => route.name.replace(prefix, '');

async function withRole(name: string, permissions: Permission[]): Promise<TestAgent> {
  const role = await company.owner.http.post<{ id: string }>(`/v1/workspaces/${company.id}/roles`, {
    name: `${name} ${uuid().slice(-6)}`,
    permissions,
  });
  return addTestMember(program, company.id, name, role.id);
}
const give = (who: TestAgent) => company.owner.patch(company.ids.conversationId!, { assigneeId: who.userId });

/** What every member may, whatever their role: know the workspace's own lists, and what is theirs alone. */
const open = [
  'GET ',
  'GET /members',
  'GET /teams',
  'GET /roles',
  'GET /inboxes',
  'GET /inboxes/{inboxId}',
  'GET /queue',
  'GET /queue/report',
  'GET /sla-policies',
  'GET /labels',
  'GET /fields',
  'GET /snippets',
  'GET /snippets/usage',
  'GET /snippets/export.csv',
  'GET /snippets/export.json',
  'GET /snippets/{snippetId}',
  'GET /snippets/{snippetId}/questions',
  'GET /faq-settings',
  'GET /embedding-settings',
  'GET /faqs',
  'GET /faqs/{faqId}',
  'GET /faqs/{faqId}/examples',
  'GET /faqs/export.tsv',
  'POST /faqs/test',
  'GET /language-models',
  'GET /macros',
  'GET /macros/{macroId}',
  'GET /views',
  'POST /views',
  'PUT /views/order',
  'GET /notifications',
  'GET /notifications/settings',
  'PATCH /notifications/settings',
  'PUT /notifications/read',
  'GET /drafts',
  'GET /bulk-runs',
  'POST /files',
  // Lists of what one may see, which is nothing yet.
  'GET /conversations',
  'GET /search',
];

/** What reads a conversation that one may see, or keeps what is one's own beside it. */
const ofOnesOwn = [
  'GET /conversations/{conversationId}',
  'GET /conversations/{conversationId}/entries',
  'GET /conversations/{conversationId}/transcript.html',
  'GET /conversations/{conversationId}/transcript.pdf',
  'GET /conversations/{conversationId}/followers',
  'GET /conversations/{conversationId}/suggestions',
  'GET /conversations/{conversationId}/decisions',
  'GET /conversations/{conversationId}/decisions/{messageSeq}',
  'PUT /conversations/{conversationId}/read',
  'DELETE /conversations/{conversationId}/read',
  'PUT /conversations/{conversationId}/draft',
];

test('a role without a permission opens nothing but what is everybody’s', { timeout: 120_000 }, async () => {
  const nobody = await withRole('Nothing', []);
  const opened: string[] = [];
  for (const route of walk()) {
    const { status } = await call(nobody, route);
    expect(status, route.name).toBeLessThan(500);
    // What answers 404 is somebody else's view, draft or run, or a conversation that may not be seen.
    if (status < 300) opened.push(short(route));
    else expect([400, 403, 404], route.name).toContain(status);
  }
  expect(opened.toSorted()).toEqual([...open].toSorted());

  await give(nobody);
  const allowed: string[] = [];
  for (const route of walk().filter((each) => each.params.includes('conversationId'))) {
    const { status, code } = await call(nobody, route);
    if (status !== 403) allowed.push(`${short(route)}${status < 300 ? '' : ` ${code}`}`);
  }
  expect(allowed.toSorted()).toEqual([...ofOnesOwn].toSorted());
});

const MARK = 'quetzalcoatlus';

test('whoever may not see a conversation finds no word of it through any route', {
  timeout: 120_000,
}, async () => {
  const { ids, owner } = company;
  await owner.patch(ids.conversationId!, { assigneeId: owner.userId });
  await program.database.pool.query(
    `update entries set content = content || jsonb_build_object('text', $2::text) where conversation_id = $1 and content ? 'text'`,
    [ids.conversationId, MARK],
  );
  await owner.write(ids.conversationId!, MARK, 'note');
  const blind = await withRole(
    'All but see',
    allPermissions.filter((permission) => permission !== 'conversations.all'),
  );
  const told = async (who: TestAgent) => {
    const names: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const { body } = await call(who, route);
      if (JSON.stringify(body ?? '').includes(MARK)) names.push(short(route));
    }
    return names;
  };
  expect(await told(owner), 'the mark is where it can be found').toEqual(
    expect.arrayContaining([
      'GET /conversations/{conversationId}/entries',
      'GET /conversations/{conversationId}/transcript.html',
      'GET /faq-decisions',
      'GET /faq-decisions.csv',
      'GET /opportunities/{opportunityId}',
    ]),
  );
  expect(await told(blind)).toEqual([]);
  for (const route of routes.filter((each) => each.params.includes('conversationId')))
    expect({ route: route.name, status: (await call(blind, route)).status }).toEqual({
      route: route.name,
      status: route.path.endsWith('/merge') ? 400 : 404,
    });
});

/** Parts of the API by what is done with them, from the lowest built-in role that is not refused somewhere in it. */
const forAdmins =
  'GET api-keys, GET audit, GET audit.csv, GET imports, GET inboxes, GET invitations, GET removals, GET retention, GET webhooks, \
PATCH , PATCH embedding-settings, PATCH fields, PATCH inboxes, PATCH roles, PATCH sla-policies, PATCH teams, PATCH webhooks, POST embedding-settings, POST fields, POST imports, \
POST inboxes, POST retention, POST roles, POST sla-policies, POST teams, POST webhooks, PUT inboxes, PUT retention, PUT sla-policies';
const forSupervisors =
  'GET board, GET contact-exports, GET contacts, GET faq-decisions, GET faq-decisions.csv, GET faq-reports, GET opportunities, GET opportunities.csv, \
GET opportunities.jsonl, GET opportunity-runs, GET rehearsals, GET reports, GET reports.csv, PATCH faq-settings, PATCH faqs, \
PATCH labels, PATCH macros, PATCH snippets, POST contact-exports, POST faqs, POST labels, POST language-models, POST macros, \
POST opportunities, POST opportunity-runs, POST rehearsals, POST snippets';
/** The example gives the role of an owner, which only owners may. */
const forOwners = 'PATCH members, POST api-keys, POST invitations';

test('each built-in role is refused what is for higher ones, and nothing else', {
  timeout: 180_000,
}, async () => {
  const refused = async (role: BuiltInRole) => {
    const who = await addTestMember(program, company.id, role, role);
    const parts = new Set<string>();
    for (const route of walk().filter(({ method }) => method !== 'DELETE')) {
      if ((await call(who, route)).status !== 403) continue;
      parts.add(`${route.method} ${route.path.slice(prefix.length).split('/')[1] ?? ''}`);
    }
    return [...parts].toSorted();
  };
  const parts = (...lists: string[]) => lists.flatMap((list) => list.split(', ')).toSorted();
  expect(await refused('admin')).toEqual(parts(forOwners));
  expect(await refused('supervisor')).toEqual(parts(forOwners, forAdmins));
  expect(await refused('agent')).toEqual(parts(forOwners, forAdmins, forSupervisors));
});
