import { foldText } from '../../engines/language/text/foldText.ts';
import { splitQuestions } from '../../engines/language/text/splitQuestions.ts';
import type { CoreTx } from '../core.ts';
import { exampleKey } from '../faqs/examples.ts';

type Copied = { faq_id: string; id: string; key: string };

/**
 * Examples of FAQs that were taken from what was written in these conversations, whole or one of its questions, go with them; what a
 * supervisor wrote stays. To be called while the conversations are still there. Returns how many.
 */
export async function forgetExamples(
  tx: CoreTx,
  workspaceId: string,
  conversationIds: readonly string[],
): Promise<number> {
  const copied = await tx.query<Copied>(
    `select faq_id, id, key from faq_examples where workspace_id = $1 and source <> 'written'`,
    [workspaceId],
  );
  if (copied.rows.length === 0 || conversationIds.length === 0) return 0;
  const said = await tx.query<{ text: string }>(
    `select distinct content->>'text' as text from entries where workspace_id = $1 and conversation_id = any ($2)
       and kind = 'message' and author_kind = 'contact' and content->>'kind' = 'text'`,
    [workspaceId, conversationIds],
  );
  const keys = new Set(said.rows.flatMap(({ text }) => keysOf(text)));
  const theirs = copied.rows.filter(({ key }) => keys.has(key));
  if (theirs.length === 0) return 0;
  await tx.query('delete from faq_examples where workspace_id = $1 and id = any ($2)', [
    workspaceId,
    theirs.map((one) => one.id),
  ]);
  await tx.query(
    'update faqs set version = version + 1, updated_at = now() where workspace_id = $1 and id = any ($2)',
    [workspaceId, theirs.map((one) => one.faq_id)],
  );
  tx.announce({ kind: 'changed', workspaceId, what: 'faqs' });
  return theirs.length;
}

/** An example is cut at so many characters where it is taken from a message. */
const MOST_EXAMPLE = 1000;

const keysOf = (text: string): string[] =>
  [text, ...splitQuestions(foldText(text))].map((one) => exampleKey(one.trim().slice(0, MOST_EXAMPLE)));
