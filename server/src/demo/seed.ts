import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { hashPassword } from 'better-auth/crypto';
import type { Company, SampleConversation } from '../../../demo/data/model.ts';
import type { Core } from '../core/core.ts';
import { type CoreTx, transact } from '../core/core.ts';
import type { FileStore } from '../core/files/fileStore.ts';
import { storeFile, type Uploader } from '../core/files/storeFile.ts';
import { addJob } from '../core/jobs.ts';
import { uuid } from '../lib/uuid.ts';
import { insertBotTalks, type SampleBotTalk } from './insertBotTalks.ts';
import { insertFaqs, type SampleFaq } from './insertFaqs.ts';
import { insertSnippets, type SampleSnippets } from './insertSnippets.ts';
import { type People, type Plan, planConversation } from './planConversation.ts';
import { seedPromises } from './seedPromises.ts';

const data = fileURLToPath(new URL('../../../demo/data/', import.meta.url));
const PASSWORD = 'causerie-demo';

/**
 * Fills an empty database with the sample company: all or nothing, so that a demo killed on its first start starts
 * over. Returns whether it did anything; a database that has users is left as it is.
 */
export async function seed(parts: { core: Core; files: FileStore }): Promise<boolean> {
  const { core, files } = parts;
  const there = await core.db.query('select 1 from users limit 1');
  if (there.rowCount !== 0) return false;
  const company = await readJson<Company>('company.json');
  const conversations = await readJson<SampleConversation[]>('conversations.json');
  const password = await hashPassword(PASSWORD);
  const workspaceId = uuid();
  await transact(core, async (tx) => {
    const people = await insertCompany(tx, workspaceId, company, password);
    await insertSnippets(tx, people, await readJson<SampleSnippets>('snippets.json'));
    const faqs = await readJson<SampleFaq[]>('faqs.json');
    await insertFaqs(tx, people, faqs);
    const stored = await storeFiles(
      { ...core, db: { ...core.db, query: tx.query } },
      files,
      workspaceId,
      people,
      conversations,
    );
    const now = new Date();
    const plans = conversations.map((c) => planConversation(c, people, stored, core.publicUrl, now));
    await insertContacts(tx, workspaceId, conversations, people, plans);
    await insertConversations(tx, workspaceId, plans);
    await insertBotTalks(tx, people, await readJson<SampleBotTalk[]>('botTalks.json'), faqs);
    await scheduleWakes(tx, workspaceId, plans);
    await seedPromises(tx, workspaceId);
  });
  await core.db.query('analyze');
  return true;
}

async function readJson<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(data + name, 'utf8')) as T;
}

async function insertCompany(
  tx: CoreTx,
  workspaceId: string,
  company: Company,
  password: string,
): Promise<People> {
  const ids = (names: string[]) => new Map(names.map((name) => [name, uuid()]));
  const agents = ids(company.agents.map((a) => a.key));
  const teams = ids(company.teams.map((t) => t.key));
  const inboxes = ids(company.inboxes.map((i) => i.key));
  await tx.query(
    `insert into workspaces (id, name, language, time_zone) values ($1, $2, $3, 'Europe/Paris')`,
    [workspaceId, company.workspace.name, company.workspace.language],
  );
  for (const team of company.teams) {
    await tx.query('insert into teams (workspace_id, id, name) values ($1, $2, $3)', [
      workspaceId,
      teams.get(team.key),
      team.name,
    ]);
  }
  for (const agent of company.agents) {
    const id = agents.get(agent.key);
    // English for all: who tries the demo changes it in a click.
    await tx.query(
      `insert into users (id, name, email, email_verified, language) values ($1, $2, $3, true, 'en')`,
      [id, agent.name, agent.email],
    );
    await tx.query(
      `insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $2::uuid::text, 'credential', $3)`,
      [uuid(), id, password],
    );
    await tx.query(
      'insert into members (workspace_id, user_id, role, availability) values ($1, $2, $3, $4)',
      [workspaceId, id, agent.role, agent.availability],
    );
    await tx.query('insert into team_members (workspace_id, team_id, user_id) values ($1, $2, $3)', [
      workspaceId,
      teams.get(agent.team),
      id,
    ]);
  }
  for (const [i, inbox] of company.inboxes.entries()) {
    await tx.query(
      `insert into inboxes (workspace_id, id, kind, name, mode, team_id, hours, settings, created_at)
       values ($1, $2, 'web', $3, $4, $5, $6, $7, now() - interval '60 days' + $8 * interval '1 minute')`,
      [
        workspaceId,
        inboxes.get(inbox.key),
        inbox.name,
        inbox.mode,
        inbox.team && teams.get(inbox.team),
        JSON.stringify(inbox.hours),
        JSON.stringify({ ...inbox.settings, allowedOrigins: [], mailAfterMinutes: 1 }),
        i,
      ],
    );
  }
  const names = new Map(company.agents.map((a) => [a.key, a.name]));
  const teamNames = new Map(company.teams.map((t) => [t.key, t.name]));
  return { workspaceId, agents, teams, inboxes, names, teamNames, contacts: new Map() };
}

/** Each file once, under the first agent; the name the customer sees comes from the message. */
async function storeFiles(
  core: Core,
  store: FileStore,
  workspaceId: string,
  people: People,
  conversations: SampleConversation[],
) {
  const uploader: Uploader = { workspaceId, kind: 'agent', id: [...people.agents.values()][0]! };
  const names = new Set<string>();
  for (const entry of conversations.flatMap((c) => c.entries)) {
    const { content } = entry;
    if (!content) continue;
    if ('file' in content) names.add(content.file);
    if (content.kind === 'card' && content.card.image) names.add(content.card.image);
    if (content.kind === 'carousel') for (const card of content.cards) if (card.image) names.add(card.image);
  }
  const stored = new Map<string, Awaited<ReturnType<typeof storeFile>>>();
  for (const name of names) {
    stored.set(
      name,
      await storeFile(core, store, uploader, { name, bytes: await readFile(`${data}files/${name}`) }),
    );
  }
  return stored;
}

async function insertContacts(
  tx: CoreTx,
  workspaceId: string,
  conversations: SampleConversation[],
  people: People,
  plans: Plan[],
): Promise<void> {
  const rows = [...new Map(conversations.map((c) => [c.contact.key, c.contact])).values()].map((contact) => {
    const own = plans.filter((_, i) => conversations[i]!.contact.key === contact.key);
    const { key, fields: _fields, timeZone, ...rest } = contact;
    return {
      ...rest,
      id: people.contacts.get(key),
      time_zone: timeZone,
      visitor: uuid(),
      first_seen_at: own.map((p) => p.createdAt).sort()[0],
      last_seen_at: own
        .map((p) => p.seenAt)
        .sort()
        .at(-1),
    };
  });
  await tx.query(
    `insert into contacts (workspace_id, id, name, email, phone, company, city, country, language, time_zone, device, first_seen_at, last_seen_at)
     select $1, id, name, email, phone, company, city, country, language, time_zone, device, first_seen_at, last_seen_at
     from jsonb_to_recordset($2) as r (id uuid, name text, email text, phone text, company text, city text, country text, language text,
       time_zone text, device text, first_seen_at timestamptz, last_seen_at timestamptz)`,
    [workspaceId, JSON.stringify(rows)],
  );
  await tx.query(
    `insert into identities (workspace_id, id, contact_id, kind, address, verified)
     select $1, gen_random_uuid(), r.id, i.kind, i.address, i.verified
     from jsonb_to_recordset($2) as r (id uuid, email text, phone text, visitor text),
       lateral (values ('visitor', r.visitor, true), ('email', lower(r.email), false), ('phone', replace(r.phone, ' ', ''), false)) as i (kind, address, verified)
     where i.address is not null`,
    [workspaceId, JSON.stringify(rows)],
  );
  await tx.query(
    `insert into page_views (workspace_id, id, contact_id, at, url, title)
     select $1, gen_random_uuid(), contact_id, at, url, title
     from jsonb_to_recordset($2) as r (contact_id uuid, at timestamptz(3), url text, title text)`,
    [workspaceId, JSON.stringify(plans.flatMap((p) => p.pages))],
  );
}

async function insertConversations(tx: CoreTx, workspaceId: string, plans: Plan[]): Promise<void> {
  await tx.query(
    `insert into conversations (workspace_id, id, inbox_id, contact_id, status, mode, priority, labels, subject, assignee_id, team_id, last_seq,
       last_message, active_at, waiting_since, snoozed_until, contact_messages, agent_messages, contact_read_seq, contact_read_messages,
       agent_read_seq, first_reply_at, resolved_at, created_at, updated_at, mailed_seq)
     select $1, id, inbox_id, contact_id, status, 'messaging', priority, labels, subject, assignee_id, team_id, last_seq,
       last_message, active_at, waiting_since, snoozed_until, contact_messages, agent_messages, contact_read_seq, contact_read_messages,
       agent_read_seq, first_reply_at, resolved_at, created_at, active_at, last_seq
     from jsonb_to_recordset($2) as r (id uuid, inbox_id uuid, contact_id uuid, status text, priority text, labels text[], subject text,
       assignee_id uuid, team_id uuid, last_seq int, last_message jsonb, active_at timestamptz, waiting_since timestamptz, snoozed_until timestamptz,
       contact_messages int, agent_messages int, contact_read_seq int, contact_read_messages int, agent_read_seq int,
       first_reply_at timestamptz, resolved_at timestamptz, created_at timestamptz)`,
    [workspaceId, JSON.stringify(plans.map((p) => p.row))],
  );
  await tx.query(
    `insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, author_id, content, event)
     select $1, conversation_id, seq, id, at, kind, author_kind, author_id, content, event
     from jsonb_to_recordset($2) as r (conversation_id uuid, seq int, id uuid, at timestamptz, kind text, author_kind text, author_id uuid, content jsonb, event jsonb)`,
    [workspaceId, JSON.stringify(plans.flatMap((p) => p.entries))],
  );
  await tx.query(
    `insert into conversation_reads (workspace_id, conversation_id, user_id, read_seq, contact_messages)
     select $1, c.id, m.user_id, c.last_seq, c.contact_messages from conversations c, members m
     where c.workspace_id = $1 and m.workspace_id = $1 and c.id = any ($2)`,
    [workspaceId, plans.filter((p) => p.readByAgents).map((p) => p.row.id)],
  );
}

async function scheduleWakes(tx: CoreTx, workspaceId: string, plans: Plan[]): Promise<void> {
  for (const { row } of plans.filter((p) => p.row.snoozed_until)) {
    const until = String(row.snoozed_until);
    await addJob(
      tx,
      'wake-conversation',
      { workspaceId, conversationId: row.id, until },
      { runAt: new Date(until), key: `wake/${row.id}` },
    );
  }
}
