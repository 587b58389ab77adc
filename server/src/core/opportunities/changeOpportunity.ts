import type { OpportunityDetail, OpportunityDraft, OpportunityDrafted } from '@causerie/protocol';
import { draftAnswer } from '../../engines/mining/answers/draftAnswer.ts';
import { fail } from '../../errors.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { queueTraining } from '../faqs/training/queueTraining.ts';
import { insertFaq } from '../faqs/writeFaq.ts';
import { announceSnippets, insertSnippet } from '../snippets/writeSnippet.ts';
import { readOpportunity } from './readOpportunities.ts';

const MOST_NAME = 80;
const MOST_EXAMPLE = 1000;

/** Puts it out of sight, in later runs too. Errors: `opportunity_not_found`. */
export async function dismissOpportunity(
  core: Core,
  actor: DeskActor,
  id: string,
): Promise<OpportunityDetail> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const { dismissal_id: known, language } = await lock(tx, workspaceId, id);
    if (!known) {
      const dismissalId = uuid();
      await tx.query(
        'insert into opportunity_dismissals (workspace_id, id, language, dismissed_by) values ($1, $2, $3, $4)',
        [workspaceId, dismissalId, language, actor.kind === 'agent' ? actor.userId : null],
      );
      await tx.query(
        `insert into opportunity_dismissal_messages (workspace_id, dismissal_id, conversation_id, seq, first, part)
         select workspace_id, $3, conversation_id, seq, first, part from opportunity_messages
         where workspace_id = $1 and opportunity_id = $2 and kind = 'example'`,
        [workspaceId, id, dismissalId],
      );
      await tx.query('update opportunities set dismissal_id = $3 where workspace_id = $1 and id = $2', [
        workspaceId,
        id,
        dismissalId,
      ]);
      tx.announce({ kind: 'changed', workspaceId, what: 'opportunities' });
    }
    return readOpportunity(tx, actor, id);
  });
}

/** Shows it again, in all runs. Errors: `opportunity_not_found`. */
export async function restoreOpportunity(
  core: Core,
  actor: DeskActor,
  id: string,
): Promise<OpportunityDetail> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    const { dismissal_id: known } = await lock(tx, workspaceId, id);
    if (known) {
      await tx.query('delete from opportunity_dismissals where workspace_id = $1 and id = $2', [
        workspaceId,
        known,
      ]);
      tx.announce({ kind: 'changed', workspaceId, what: 'opportunities' });
    }
    return readOpportunity(tx, actor, id);
  });
}

/**
 * Makes a snippet of the most typical answer, and with `faq` an FAQ that is off, with the examples that the actor may see. A repeat
 * makes nothing twice. Errors: `opportunity_not_found`; `invalid_value` where there is no answer to begin with; those of a snippet.
 */
export async function draftFrom(
  core: Core,
  actor: DeskActor,
  id: string,
  { name, text }: OpportunityDraft,
  faq: boolean,
): Promise<OpportunityDrafted> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    await lock(tx, workspaceId, id);
    const { opportunity, examples, answer } = await readOpportunity(tx, actor, id);
    let { snippetId, faqId } = opportunity;
    if (!snippetId) {
      const said = text ?? (answer && draftAnswer(answer.text));
      if (!said)
        fail('invalid_value', { field: '/text', message: 'There is no answer to begin with. Give a text.' });
      snippetId = await insertSnippet(tx, actor, {
        name: await freeName(tx, workspaceId, name ?? nameOf(opportunity.name ?? said)),
        texts: [{ language: opportunity.language, text: said }],
      });
      await tx.query('update opportunities set snippet_id = $3 where workspace_id = $1 and id = $2', [
        workspaceId,
        id,
        snippetId,
      ]);
      announceSnippets(tx, workspaceId);
    }
    if (faq && !faqId) {
      const made = await insertFaq(tx, actor, {
        snippetId,
        examples: examples.map((one) => ({
          text: one.text.slice(0, MOST_EXAMPLE),
          language: opportunity.language,
          source: 'opportunity' as const,
        })),
      });
      faqId = made.id;
      await queueTraining(tx, workspaceId);
    }
    tx.announce({ kind: 'changed', workspaceId, what: 'opportunities' });
    return { snippetId, faqId };
  });
}

async function lock(
  tx: CoreTx,
  workspaceId: string,
  id: string,
): Promise<{ dismissal_id: string | null; language: string }> {
  const found = await tx.query<{ dismissal_id: string | null; language: string }>(
    'select dismissal_id, language from opportunities where workspace_id = $1 and id = $2 for update',
    [workspaceId, id],
  );
  return found.rows[0] ?? fail('opportunity_not_found');
}

/** One line without control characters. */
function nameOf(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return [...line]
    .slice(0, MOST_NAME - 5)
    .join('')
    .trim();
}

/** The name, or the name with a number where others have it. */
async function freeName(tx: CoreTx, workspaceId: string, name: string): Promise<string> {
  const found = await tx.query<{ name: string }>(
    `select lower(name) as name from snippets where workspace_id = $1 and deleted_at is null and starts_with(lower(name), lower($2))`,
    [workspaceId, name],
  );
  const taken = new Set(found.rows.map((row) => row.name));
  if (!taken.has(name.toLowerCase())) return name;
  for (let n = 2; ; n += 1) if (!taken.has(`${name} ${n}`.toLowerCase())) return `${name} ${n}`;
}
