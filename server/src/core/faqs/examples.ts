import { createHash } from 'node:crypto';
import {
  type FaqExample,
  type FaqExampleCreate,
  type FaqExamplePatch,
  type FaqExamplesAdded,
  MAX_EXAMPLES,
} from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { foldText } from '../../engines/language/text/foldText.ts';
import { identifyLanguage } from '../../engines/language/text/identifyLanguage.ts';
import { fail } from '../../errors.ts';
import { uuids } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { loadFaq } from './faqRecord.ts';
import { queueTraining } from './training/queueTraining.ts';

type Row = {
  id: string;
  text: string;
  key: string;
  language: string;
  source: FaqExample['source'];
  created_by: string | null;
  created_at: Date;
};
const columns = 'id, text, key, language, source, created_by, created_at';

/** By id: the order in which they were added. Throws `faq_not_found`. */
export async function listExamples(
  core: Core,
  actor: DeskActor,
  faqId: string,
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<FaqExample[]> {
  await loadFaq(core.db, actor, faqId);
  const found = await core.db.query<Row>(
    `select ${columns} from faq_examples where workspace_id = $1 and faq_id = $2 and ($3::uuid is null or id > $3)
     order by id limit $4`,
    [actor.workspaceId, faqId, cursor ?? null, limit],
  );
  return toExamples(core.db, actor.workspaceId, faqId, found.rows);
}

/** Adds those that are not there in the same words. Errors: `faq_not_found`, `invalid_value` beyond the limit: then none is added. */
export async function addExamples(
  core: Core,
  actor: DeskActor,
  faqId: string,
  items: FaqExampleCreate[],
): Promise<FaqExamplesAdded> {
  return transact(core, async (tx) => {
    await lockFaq(tx, actor, faqId);
    const added = await insertExamples(tx, actor, faqId, items);
    if (added.length > 0) await touch(tx, actor.workspaceId, faqId);
    return { items: added, skipped: items.length - added.length };
  });
}

/** For one transaction with others; the FAQ's row must be there. */
export async function insertExamples(
  tx: CoreTx,
  actor: DeskActor,
  faqId: string,
  items: FaqExampleCreate[],
): Promise<FaqExample[]> {
  const { workspaceId } = actor;
  const languages = await answerLanguages(tx, workspaceId, faqId);
  // They are listed by their ids: as they were given.
  const ids = uuids(items.length);
  const rows = items.map(({ text, language, source = 'written' }, i) => ({
    id: ids[i],
    text: text.trim(),
    key: exampleKey(text),
    language: language ?? languageOf(text, languages),
    source,
  }));
  const inserted = await tx
    .query<Row>(
      `insert into faq_examples (workspace_id, faq_id, id, text, key, language, source, created_by)
       select $1, $2, r.id, r.text, r.key, r.language, r.source, $4
       from jsonb_to_recordset($3) as r (id uuid, text text, key text, language text, source text)
       on conflict (workspace_id, faq_id, key) do nothing returning ${columns}`,
      [workspaceId, faqId, JSON.stringify(rows), actor.kind === 'agent' ? actor.userId : null],
    )
    .catch(refused);
  return toExamples(tx, workspaceId, faqId, inserted.rows);
}

/** Errors: `faq_not_found`, `faq_example_not_found`, `example_exists`. */
export async function patchExample(
  core: Core,
  actor: DeskActor,
  faqId: string,
  id: string,
  { text, language }: FaqExamplePatch,
): Promise<FaqExample> {
  return transact(core, async (tx) => {
    await lockFaq(tx, actor, faqId);
    const updated = await tx
      .query<Row>(
        `update faq_examples set text = coalesce($4, text), key = coalesce($5, key), language = coalesce($6, language)
         where workspace_id = $1 and faq_id = $2 and id = $3 returning ${columns}`,
        [
          actor.workspaceId,
          faqId,
          id,
          text?.trim() ?? null,
          text === undefined ? null : exampleKey(text),
          language ?? null,
        ],
      )
      .catch(refused);
    const row = updated.rows[0] ?? fail('faq_example_not_found');
    await touch(tx, actor.workspaceId, faqId);
    return (await toExamples(tx, actor.workspaceId, faqId, [row]))[0]!;
  });
}

/** Errors: `faq_not_found`, `faq_example_not_found`. */
export async function deleteExample(core: Core, actor: DeskActor, faqId: string, id: string): Promise<void> {
  await transact(core, async (tx) => {
    await lockFaq(tx, actor, faqId);
    const deleted = await tx.query(
      'delete from faq_examples where workspace_id = $1 and faq_id = $2 and id = $3',
      [actor.workspaceId, faqId, id],
    );
    if (deleted.rowCount === 0) fail('faq_example_not_found');
    await touch(tx, actor.workspaceId, faqId);
  });
}

/** The FAQ has changed: it is newer, and what was learnt of it is old. */
async function touch(tx: CoreTx, workspaceId: string, faqId: string): Promise<void> {
  await tx.query(
    'update faqs set version = version + 1, updated_at = now() where workspace_id = $1 and id = $2',
    [workspaceId, faqId],
  );
  await queueTraining(tx, workspaceId);
  tx.announce({ kind: 'changed', workspaceId, what: 'faqs' });
}

async function lockFaq(tx: CoreTx, { workspaceId }: DeskActor, id: string): Promise<void> {
  const locked = await tx.query('select from faqs where workspace_id = $1 and id = $2 for update', [
    workspaceId,
    id,
  ]);
  if (locked.rowCount === 0) fail('faq_not_found');
}

async function answerLanguages(tx: Pick<Db, 'query'>, workspaceId: string, faqId: string): Promise<string[]> {
  const found = await tx.query<{ language: string }>(
    `select t.language from faqs f join snippet_texts t on (t.workspace_id, t.snippet_id) = (f.workspace_id, f.snippet_id)
     where f.workspace_id = $1 and f.id = $2 order by t.place`,
    [workspaceId, faqId],
  );
  return found.rows.map((row) => row.language);
}

/** As the words say; where they do not, the language that the answer is given in first. */
function languageOf(text: string, answers: string[]): string {
  const { language, probability } = identifyLanguage(text);
  return probability >= 0.5 && language !== 'und' ? language : (answers[0] ?? 'en');
}

/** The same for all ways to write the same words. */
export const exampleKey = (text: string): string =>
  createHash('sha256').update(foldText(text).replaceAll(/\s+/g, ' ').trim()).digest('hex');

/** With the other FAQ that has the same words, where there is one. */
async function toExamples(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  faqId: string,
  rows: Row[],
): Promise<FaqExample[]> {
  const others = await db.query<{ key: string; faq_id: string; title: string }>(
    `select distinct on (e.key) e.key, e.faq_id, s.name as title from faq_examples e
     join faqs f on (f.workspace_id, f.id) = (e.workspace_id, e.faq_id)
     join snippets s on (s.workspace_id, s.id) = (f.workspace_id, f.snippet_id)
     where e.workspace_id = $1 and e.key = any ($2) and e.faq_id <> $3 order by e.key, e.faq_id`,
    [workspaceId, rows.map((row) => row.key), faqId],
  );
  const byKey = new Map(others.rows.map(({ key, faq_id, title }) => [key, { faqId: faq_id, title }]));
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    language: row.language,
    source: row.source,
    alsoIn: byKey.get(row.key) ?? null,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
  }));
}

function refused(thrown: unknown): never {
  const { constraint } = thrown as { constraint?: string };
  if (constraint === 'faq_examples_workspace_id_faq_id_key_key') fail('example_exists', { field: '/text' });
  if (constraint === 'faqs_examples_check')
    fail('invalid_value', { message: `An FAQ may have ${MAX_EXAMPLES} examples. Delete some first.` });
  throw thrown;
}
