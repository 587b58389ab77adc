import type {
  Contact,
  ContactExport,
  Faq,
  FaqExample,
  Field,
  Import,
  Inbox,
  Label,
  LanguageModelInfo,
  Macro,
  Merged,
  SavedView,
  Snippet,
  StoredFile,
  Team,
} from '@causerie/protocol';
import { runExports } from '../core/exports/runExports.ts';
import { uuid } from '../lib/uuid.ts';
import { HttpClient } from './HttpClient.ts';
import { formWithFile } from './listApiRoutes.ts';
import type { TestProgram } from './startTestProgram.ts';
import type { TestAgent } from './testAgent.ts';
import { TestVisitor } from './testVisitor.ts';
import { createTestWorkspace } from './testWorkspace.ts';

/** A workspace that has one of everything, by the names that the API's addresses use. */
export type FullWorkspace = {
  id: string;
  owner: TestAgent;
  /** A program with an API key of an owner's role. */
  program: HttpClient;
  visitor: TestVisitor;
  inboxKey: string;
  fileUrl: string;
  ids: Record<string, string>;
};

export async function createFullWorkspace(program: TestProgram, name: string): Promise<FullWorkspace> {
  const workspace = await createTestWorkspace(program, name);
  const { owner, id } = workspace;
  const base = `/v1/workspaces/${id}`;
  const member = await workspace.addAgent('Amélie');
  const inbox: Inbox = await workspace.addInbox();
  const team = await owner.http.post<Team>(`${base}/teams`, { name: 'Support', memberIds: [member.userId] });
  const { apiKey, key } = await owner.http.post<{ apiKey: { id: string }; key: string }>(`${base}/api-keys`, {
    name: 'Robot',
    role: 'owner',
  });
  const role = await owner.http.post<{ id: string }>(`${base}/roles`, { name: 'Looks on', permissions: [] });
  const { webhook } = await owner.http.post<{ webhook: { id: string } }>(`${base}/webhooks`, {
    name: 'Shop',
    url: 'https://example.com/hook',
  });
  const tested = await owner.http.post<{ id: string }>(`${base}/webhooks/${webhook.id}/test`);
  const { invitation } = await owner.http.post<{ invitation: { id: string } }>(`${base}/invitations`, {
    email: `${uuid()}@example.com`,
    role: 'agent',
  });
  const policy = await owner.http.post<{ id: string }>(`${base}/sla-policies`, {
    name: 'Standard',
    firstResponseMinutes: 60,
  });
  const view = await owner.http.post<SavedView>(`${base}/views`, {
    name: 'Mine of the shop',
    filter: { match: 'all', tests: [{ property: 'conversation.inbox', operator: 'is', value: inbox.id }] },
  });
  const label = await owner.http.post<Label>(`${base}/labels`, { name: 'vip' });
  const file = await owner.http.post<StoredFile>(`${base}/files`, formWithFile('hello', 'hello.txt'));
  const snippet = await owner.http.post<Snippet>(`${base}/snippets`, {
    name: 'Thanks',
    texts: [{ language: 'en', text: 'Thank you' }],
  });
  const faq = await owner.http.post<Faq>(`${base}/faqs`, {
    snippetId: snippet.id,
    examples: [{ text: 'Thanks?', language: 'en' }],
  });
  // Nobody is there; it is off.
  await owner.http.patch(`${base}/embedding-settings`, { url: 'http://nobody.invalid/v1', model: 'some' });
  const examples = await owner.http.get<{ items: FaqExample[] }>(`${base}/faqs/${faq.id}/examples`);
  const model = await owner.http.post<LanguageModelInfo>(`${base}/language-models`);
  const macro = await owner.http.post<Macro>(`${base}/macros`, {
    name: 'Close',
    actions: [{ type: 'snippet', snippetId: snippet.id }],
  });
  const imported = await owner.http.post<Import>(
    `${base}/imports/files?kind=contacts`,
    formWithFile('name\nSomebody', 'people.csv'),
  );
  const exported = await owner.http.post<ContactExport>(`${base}/contact-exports`, { id: uuid() });
  await runExports(program.doors.core, program.doors.files);
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const { conversationId, deliveryId } = await createFailedDelivery(program, visitor, owner);
  const field = await owner.http.post<Field>(`${base}/fields`, {
    subject: 'contact',
    key: 'plan',
    type: 'text',
    label: 'Plan',
  });
  const doubled = await owner.http.post<Contact>(`${base}/contacts`, { id: uuid(), name: 'Double' });
  const again = await owner.http.post<Contact>(`${base}/contacts`, { id: uuid(), name: 'Double' });
  const other = await owner.http.post<Contact>(`${base}/contacts`, { id: uuid(), name: 'Other' });
  const merge = await owner.http.post<Merged>(`${base}/contacts/${doubled.id}/merges`, { fromId: again.id });
  const runId = uuid();
  await owner.http.post(`${base}/opportunity-runs`, { id: runId });
  const rehearsalId = uuid();
  await owner.http.post(`${base}/rehearsals`, { id: rehearsalId });
  const opportunityId = await insertOpportunity(program, id, runId, conversationId);
  const messageSeq = await insertDecision(program, id, conversationId, faq.id);
  const { bulkId } = await owner.http.post<{ bulkId?: string }>(`${base}/bulk-changes`, {
    ids: [conversationId],
    patch: { priority: 'high' },
  });
  const { bulkId: contactBulkId } = await owner.http.post<{ bulkId?: string }>(
    `${base}/contact-bulk-changes`,
    {
      ids: [doubled.id],
      patch: { blocked: true },
    },
  );
  // On a busy machine the walk through all routes takes longer than an undo is offered.
  for (const table of ['bulk_changes', 'contact_bulk_items'])
    await program.database.pool.query(
      `update ${table} set created_at = now() + interval '10 minutes' where workspace_id = $1`,
      [id],
    );
  const bulkRunId = uuid();
  await owner.http.post(`${base}/bulk-runs`, {
    id: bulkRunId,
    choice: { view: 'all' },
    patch: { priority: 'high' },
  });
  return {
    id,
    owner,
    program: new HttpClient(program.url, { authorization: `Bearer ${key}` }),
    visitor,
    inboxKey: inbox.key,
    fileUrl: file.url,
    ids: {
      workspaceId: id,
      userId: member.userId,
      assigneeId: member.userId,
      inboxId: inbox.id,
      inboxKey: inbox.key,
      teamId: team.id,
      apiKeyId: apiKey.id,
      invitationId: invitation.id,
      slaPolicyId: policy.id,
      roleId: role.id,
      webhookId: webhook.id,
      webhookDeliveryId: tested.id,
      fileId: file.id,
      snippetId: snippet.id,
      faqId: faq.id,
      exampleId: examples.items[0]!.id,
      modelId: model.id,
      runId,
      opportunityId,
      rehearsalId,
      macroId: macro.id,
      fieldId: field.id,
      contactId: doubled.id,
      importId: imported.id,
      exportId: exported.id,
      mergeId: merge.mergeId,
      fromId: other.id,
      viewId: view.id,
      labelId: label.id,
      bulkId: bulkId!,
      bulkRunId,
      contactBulkId: contactBulkId!,
      conversationId,
      messageSeq: String(messageSeq),
      // Refused with itself, but never for not being there.
      sourceId: conversationId,
      deliveryId,
    },
  };
}

/** What a search would have found in that conversation. Written by hand, so that no worker is needed. */
async function insertOpportunity(
  { doors: { core } }: TestProgram,
  workspaceId: string,
  runId: string,
  conversationId: string,
): Promise<string> {
  const id = uuid();
  await core.db.query(
    `insert into opportunities (workspace_id, id, run_id, place, language, volume, first_messages, questions, conversations, trend,
       hours, answered, agents, identity, exact, same, like_typical, compared, right_low, right_high, answer_minutes, per_month,
       saved, saved_low, saved_high)
     values ($1, $2, $3, 1, 'en', 1, 1, 0, 1, '{"weekly": [], "direction": "steady", "slope": 0}', '{}', 1, 1, 1, 1, 1, 1, 1, 0, 1, 1,
       1, 1, 0, 1)`,
    [workspaceId, id, runId],
  );
  await core.db.query(
    `insert into opportunity_messages (workspace_id, opportunity_id, kind, place, conversation_id, seq, first, part)
     select $1, $2, k.kind, 0, $3, min(e.seq), true, 0 from entries e, (values ('example'), ('answer')) k (kind)
     where e.workspace_id = $1 and e.conversation_id = $3 and e.kind = 'message' group by k.kind`,
    [workspaceId, id, conversationId],
  );
  return id;
}

/** Of each program: all tests may run in one process, and a number counted over them would soon be no message's. */
const decided = new WeakMap<TestProgram, number>();

/** Something decided in that conversation, for a message of another number in each workspace. */
async function insertDecision(
  program: TestProgram,
  workspaceId: string,
  conversationId: string,
  faqId: string,
): Promise<number> {
  const count = (decided.get(program) ?? 0) + 1;
  decided.set(program, count);
  const seq = 1 + count;
  await program.doors.core.db.query(
    `insert into faq_decisions (workspace_id, conversation_id, seq, model_version, language, mode, decision, best_faq_id, none)
     values ($1, $2, $3, 1, 'en', 'shadow', 'suggest', $4, 0) on conflict do nothing`,
    [workspaceId, conversationId, seq, faqId],
  );
  return seq;
}

/** A reply whose mail came back. Written by hand, so that no worker is needed. */
async function createFailedDelivery(program: TestProgram, visitor: TestVisitor, agent: TestAgent) {
  const tab = await visitor.connect();
  const { conversationId } = await tab.say({ conversationId: uuid() });
  await visitor.http.patch('/widget/v1/visitor', { email: 'marie@example.com' });
  await tab.close();
  await agent.write(conversationId, 'An answer');
  const deliveryId = uuid();
  await program.database.pool.query(
    `insert into deliveries (workspace_id, id, conversation_id, first_seq, last_seq, channel, address, version, status, reason)
     select workspace_id, $2, id, last_seq, last_seq, 'email', 'marie@example.com', version, 'failed', '550 no such mailbox' from conversations where id = $1`,
    [conversationId, deliveryId],
  );
  return { conversationId, deliveryId };
}
