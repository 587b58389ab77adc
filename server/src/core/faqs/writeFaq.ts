import { type Faq, type FaqCreate, type FaqPatch, type FaqTitle, MAX_FAQS } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor, SystemActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { insertExamples } from './examples.ts';
import { loadFaq } from './faqRecord.ts';
import { queueTraining } from './training/queueTraining.ts';

/**
 * Makes an FAQ of a snippet. Errors: `snippet_not_found`, `faq_exists`, `invalid_value` beyond the limits. A repeat with the same
 * snippet is refused with `faq_exists`, so nothing is made twice.
 */
export async function createFaq(core: Core, actor: DeskActor, body: FaqCreate): Promise<Faq> {
  return transact(core, async (tx) => {
    const faq = await insertFaq(tx, actor, body);
    await queueTraining(tx, actor.workspaceId);
    return faq;
  });
}

/** For one transaction with others of its kind. */
export async function insertFaq(tx: CoreTx, actor: DeskActor, body: FaqCreate): Promise<Faq> {
  const { workspaceId } = actor;
  const snippet = await tx.query(
    'select from snippets where workspace_id = $1 and id = $2 and deleted_at is null for share',
    [workspaceId, body.snippetId],
  );
  if (snippet.rowCount === 0) fail('snippet_not_found', { field: '/snippetId' });
  const id = uuid();
  const { cost = 'medium', stage = 'off', share = 10 } = body;
  await tx
    .query(
      `insert into faqs (workspace_id, id, snippet_id, cost, stage, share) values ($1, $2, $3, $4, $5, $6)`,
      [workspaceId, id, body.snippetId, cost, stage, share],
    )
    .catch(refused);
  if (body.titles?.length) await setTitles(tx, workspaceId, id, body.titles);
  if (body.examples?.length) await insertExamples(tx, actor, id, body.examples);
  const faq = await loadFaq(tx, actor, id);
  await recordAudit(tx, actor, {
    action: 'faq.created',
    target: targetOf(faq),
    after: settingsOf(faq),
  });
  announceFaqs(tx, workspaceId);
  return faq;
}

/**
 * Sets what is given. A new stage begins its measuring anew. Errors: `faq_not_found`; `conflict` where `version` is given and
 * the FAQ was changed since; `invalid_value` for a language given twice.
 */
export async function patchFaq(core: Core, actor: DeskActor, id: string, patch: FaqPatch): Promise<Faq> {
  return transact(core, (tx) => changeFaq(tx, actor, id, patch));
}

/** `steppedBack`: it goes back by itself. */
export async function changeFaq(
  tx: CoreTx,
  actor: DeskActor | SystemActor,
  id: string,
  patch: FaqPatch,
  steppedBack = false,
): Promise<Faq> {
  const { workspaceId } = actor;
  await tx.query('select from faqs where workspace_id = $1 and id = $2 for update', [workspaceId, id]);
  const before = await loadFaq(tx, actor, id);
  if (patch.version !== undefined && patch.version !== before.version) fail('conflict');
  await tx.query(
    `update faqs set cost = coalesce($3, cost), share = coalesce($4, share), version = version + 1, updated_at = now(),
       stage_at = case when $5 <> stage or $4 > share then now() else stage_at end,
       stepped_back_at = case when $6 then now() when $5 <> stage then null else stepped_back_at end,
       stage = coalesce($5, stage)
     where workspace_id = $1 and id = $2`,
    [workspaceId, id, patch.cost ?? null, patch.share ?? null, patch.stage ?? null, steppedBack],
  );
  if (patch.titles) {
    await setTitles(tx, workspaceId, id, patch.titles);
    // They are learnt from.
    await queueTraining(tx, workspaceId);
  }
  const faq = await loadFaq(tx, actor, id);
  await recordAudit(tx, actor, {
    action: steppedBack ? 'faq.stepped_back' : 'faq.changed',
    target: targetOf(faq),
    before: settingsOf(before),
    after: settingsOf(faq),
  });
  announceFaqs(tx, workspaceId);
  return faq;
}

/** All of them anew. */
async function setTitles(tx: CoreTx, workspaceId: string, id: string, titles: FaqTitle[]): Promise<void> {
  const languages = titles.map((one) => one.language);
  if (new Set(languages.map((tag) => tag.toLowerCase())).size < languages.length)
    fail('invalid_value', { field: '/titles', message: 'Each language can be given once.' });
  await tx.query('delete from faq_titles where workspace_id = $1 and faq_id = $2', [workspaceId, id]);
  await tx.query(
    `insert into faq_titles (workspace_id, faq_id, language, title)
     select $1, $2, t.language, t.title from unnest($3::text[], $4::text[]) as t (language, title)`,
    [workspaceId, id, languages, titles.map((one) => one.title.trim())],
  );
}

/** With its examples; the snippet stays, and so does what is on record of its decisions. Throws `faq_not_found`. */
export async function deleteFaq(core: Core, actor: DeskActor, id: string): Promise<void> {
  await transact(core, async (tx) => {
    const faq = await loadFaq(tx, actor, id);
    await tx.query('delete from faqs where workspace_id = $1 and id = $2', [actor.workspaceId, id]);
    await recordAudit(tx, actor, {
      action: 'faq.deleted',
      target: targetOf(faq),
      before: settingsOf(faq),
    });
    await queueTraining(tx, actor.workspaceId);
    announceFaqs(tx, actor.workspaceId);
  });
}

export const announceFaqs = (tx: CoreTx, workspaceId: string): void =>
  tx.announce({ kind: 'changed', workspaceId, what: 'faqs' });

const targetOf = (faq: Faq) => ({ kind: 'faq', id: faq.id, name: faq.title });
const settingsOf = ({ cost, stage, share, titles }: Faq) => ({ cost, stage, share, titles });

function refused(thrown: unknown): never {
  const { constraint } = thrown as { constraint?: string };
  if (constraint === 'faqs_workspace_id_snippet_id_key') fail('faq_exists', { field: '/snippetId' });
  if (constraint === 'faq_settings_faqs_check')
    fail('invalid_value', { message: `A workspace may have ${MAX_FAQS} FAQs. Delete one first.` });
  throw thrown;
}
