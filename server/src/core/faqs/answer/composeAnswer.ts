import { type Content, chooseText, renderSnippet, type SnippetValues } from '@causerie/protocol';
import type { AssistantActor } from '../../actor.ts';
import type { NewEntry } from '../../conversations/changeConversation.ts';
import type { CoreTx } from '../../core.ts';
import { completeContent } from '../../files/completeContent.ts';
import { kindOf } from '../../files/storeFile.ts';
import { loadSnippetValues } from '../../snippets/loadSnippetValues.ts';
import { type FaqPolicy, titleIn } from '../faqPolicies.ts';
import type { BotWords } from './botWords.ts';
import { tapOfFaq, taps } from './taps.ts';

const message = (workspaceId: string, content: Content): NewEntry => ({
  author: { kind: 'assistant', workspaceId } satisfies AssistantActor,
  kind: 'message',
  content,
});

export const say = (workspaceId: string, text: string): NewEntry =>
  message(workspaceId, { kind: 'text', text });

/**
 * The snippets as they are sent, each with its files, and the question whether that helped. Undefined where it cannot be said without a
 * person: a value that one speaks of is not known.
 */
export async function composeAnswer(
  tx: CoreTx,
  conversation: { workspaceId: string; id: string },
  faqs: readonly FaqPolicy[],
  language: string,
  words: BotWords,
  isFirst: boolean,
): Promise<NewEntry[] | undefined> {
  const { workspaceId } = conversation;
  const { values } = await loadSnippetValues(tx, { workspaceId, name: '' }, conversation.id);
  const entries: NewEntry[] = [];
  for (const { snippetId } of faqs) {
    const said = await composeSnippet(tx, workspaceId, snippetId, language, values);
    if (!said) return undefined;
    entries.push(...said);
  }
  const question: Content = {
    kind: 'quick_replies',
    text: isFirst ? `${words.helpful} ${words.reach}` : words.helpful,
    options: [
      { id: taps.yes, label: words.yes },
      { id: taps.no, label: words.no },
      { id: taps.person, label: words.person },
    ],
  };
  return [...entries, message(workspaceId, question)];
}

async function composeSnippet(
  tx: CoreTx,
  workspaceId: string,
  snippetId: string,
  language: string,
  values: SnippetValues,
): Promise<NewEntry[] | undefined> {
  const texts = await tx.query<{ language: string; text: string }>(
    'select language, text from snippet_texts where workspace_id = $1 and snippet_id = $2 order by place',
    [workspaceId, snippetId],
  );
  const chosen = chooseText(texts.rows, language);
  if (!chosen) return undefined;
  const { text, missing } = renderSnippet(chosen.text, values);
  if (missing.length > 0 || text.trim() === '') return undefined;
  const files = await tx.query<{ id: string; mime: string; thumbnail: boolean }>(
    `select f.id, f.mime, f.has_thumbnail as thumbnail from snippet_files sf
     join files f on (f.workspace_id, f.id) = (sf.workspace_id, sf.file_id)
     where sf.workspace_id = $1 and sf.snippet_id = $2 order by sf.place`,
    [workspaceId, snippetId],
  );
  const sent: Content[] = [];
  for (const { id, mime, thumbnail } of files.rows)
    sent.push(
      await completeContent(
        tx,
        { kind: 'system', workspaceId },
        { kind: kindOf(mime, thumbnail), fileId: id },
      ),
    );
  return [say(workspaceId, text), ...sent.map((content) => message(workspaceId, content))];
}

/** "Did you mean one of these?", or, of one alone, "Is it about ...?" */
export function composeQuestion(
  workspaceId: string,
  faqs: readonly FaqPolicy[],
  language: string,
  words: BotWords,
  isFirst: boolean,
): NewEntry[] {
  const [first, second] = faqs;
  const isOne = first !== undefined && second === undefined;
  const question = isOne ? words.isItAbout.replace('%', () => titleIn(first, language)) : words.didYouMean;
  return [
    message(workspaceId, {
      kind: 'quick_replies',
      text: isFirst ? `${question} ${words.reach}` : question,
      options: [
        ...faqs.map((faq) => ({ id: tapOfFaq(faq.id), label: isOne ? words.yesIt : titleIn(faq, language) })),
        { id: taps.none, label: isOne ? words.notIt : words.none },
        { id: taps.person, label: words.person },
      ],
    }),
  ];
}
