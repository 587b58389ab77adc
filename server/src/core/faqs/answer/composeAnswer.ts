import { type Content, chooseText, renderSnippet } from '@causerie/protocol';
import type { AssistantActor } from '../../actor.ts';
import type { NewEntry } from '../../conversations/changeConversation.ts';
import type { CoreTx } from '../../core.ts';
import { loadSnippetValues } from '../../snippets/loadSnippetValues.ts';
import type { FaqPolicy } from '../faqPolicies.ts';
import type { BotWords } from './botWords.ts';

/** Ids of what the contact can tap under the bot's messages. */
export const taps = { yes: 'faq:yes', no: 'faq:no', person: 'faq:person', none: 'faq:none' } as const;
const FAQ_TAP = 'faq:id:';
export const faqOfTap = (optionId: string): string | undefined =>
  optionId.startsWith(FAQ_TAP) ? optionId.slice(FAQ_TAP.length) : undefined;

const message = (workspaceId: string, content: Content): NewEntry => ({
  author: { kind: 'assistant', workspaceId } satisfies AssistantActor,
  kind: 'message',
  content,
});

export const say = (workspaceId: string, text: string): NewEntry =>
  message(workspaceId, { kind: 'text', text });

/**
 * The snippet as it is sent, and the question whether it helped. Undefined where it cannot be said without a person: a value that it
 * speaks of is not known.
 */
export async function composeAnswer(
  tx: CoreTx,
  conversation: { workspaceId: string; id: string },
  faq: FaqPolicy,
  language: string,
  words: BotWords,
  isFirst: boolean,
): Promise<NewEntry[] | undefined> {
  const { workspaceId } = conversation;
  const texts = await tx.query<{ language: string; text: string }>(
    'select language, text from snippet_texts where workspace_id = $1 and snippet_id = $2 order by place',
    [workspaceId, faq.snippetId],
  );
  const chosen = chooseText(texts.rows, language);
  if (!chosen) return undefined;
  const { values } = await loadSnippetValues(tx, { workspaceId, name: '' }, conversation.id);
  const { text, missing } = renderSnippet(chosen.text, values);
  if (missing.length > 0 || text.trim() === '') return undefined;
  const question: Content = {
    kind: 'quick_replies',
    text: isFirst ? `${words.helpful} ${words.reach}` : words.helpful,
    options: [
      { id: taps.yes, label: words.yes },
      { id: taps.no, label: words.no },
      { id: taps.person, label: words.person },
    ],
  };
  return [say(workspaceId, text), message(workspaceId, question)];
}

/** "Did you mean ...?" */
export function composeQuestion(
  workspaceId: string,
  faqs: readonly FaqPolicy[],
  words: BotWords,
  isFirst: boolean,
): NewEntry[] {
  return [
    message(workspaceId, {
      kind: 'quick_replies',
      text: isFirst ? `${words.didYouMean} ${words.reach}` : words.didYouMean,
      options: [
        ...faqs.map((faq) => ({ id: `${FAQ_TAP}${faq.id}`, label: faq.title })),
        { id: taps.none, label: words.none },
        { id: taps.person, label: words.person },
      ],
    }),
  ];
}
