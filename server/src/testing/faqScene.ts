import type { Faq, Inbox, LanguageModelInfo, Snippet } from '@causerie/protocol';
import type { TestWorkspace } from './testWorkspace.ts';
import { waitUntil } from './waitUntil.ts';

/** What a lamp shop is asked: a topic's words in several frames, so that few examples make a model that is sure. */
const topics = {
  Delivery: ['my parcel', 'my order', 'the delivery', 'my package', 'the shipment'],
  Refund: ['a refund', 'my money back', 'the reimbursement', 'a credit note', 'a return label'],
  Dimming: ['a dimmable bulb', 'the dimmer', 'the brightness', 'a dimming switch', 'the dimmed light'],
  Invoice: ['an invoice', 'the receipt', 'a tax invoice', 'the bill', 'a copy of the invoice'],
};
export type Topic = keyof typeof topics;
const frames: Record<Topic, string[]> = {
  Delivery: [
    'where is %',
    'when will % arrive',
    '% has not arrived yet',
    'how long until % gets here',
    'track % please',
  ],
  Refund: [
    'how do I get %',
    'I want to send it back for %',
    'can I have %',
    'returning the lamp, I need %',
    'it is broken, I want %',
  ],
  Dimming: [
    'does it work with %',
    'is % compatible with led',
    '% flickers at night',
    'can I use % here',
    'which lamp fits %',
  ],
  Invoice: [
    'please send % by mail for accounting',
    'where can I download %',
    'our company needs % with vat',
    'I did not get % for the bookkeeping',
    'the address on % is wrong',
  ],
};

export const answersOf: Record<Topic, string> = {
  Delivery: 'Orders leave us within a day and arrive two days later. The tracking link is in your mail.',
  Refund:
    'You can send anything back within thirty days. Print the label in your account; the money follows in a week.',
  Dimming: 'All our lamps with an E27 socket can be dimmed with a trailing-edge dimmer.',
  Invoice: 'Every invoice is in your account under Orders, as a file that your accountant can use.',
};

export const examplesOf = (topic: Topic): string[] =>
  topics[topic].flatMap((thing) => frames[topic].map((frame) => frame.replace('%', thing)));

export const allTopics = Object.keys(topics) as Topic[];

export type FaqScene = {
  inbox: Inbox;
  faqs: Record<Topic, Faq>;
  snippets: Record<Topic, Snippet>;
};

/** A workspace with four FAQs of 25 examples each, trained, and an inbox in which the bot may answer. */
export async function createFaqScene(
  workspace: TestWorkspace,
  options: { stage?: Faq['stage']; cost?: Faq['cost']; share?: number; train?: boolean } = {},
): Promise<FaqScene> {
  const { owner, id } = workspace;
  const base = `/v1/workspaces/${id}`;
  const inbox = await workspace.addInbox({ routing: { mode: 'off' } });
  await owner.http.patch(`${base}/faq-settings`, { inboxIds: [inbox.id], promise: 0.95 });
  const made = await Promise.all(
    allTopics.map(async (topic) => {
      const snippet = await owner.http.post<Snippet>(`${base}/snippets`, {
        name: topic,
        texts: [{ language: 'en', text: answersOf[topic] }],
      });
      const faq = await owner.http.post<Faq>(`${base}/faqs`, {
        snippetId: snippet.id,
        cost: options.cost ?? 'low',
        stage: options.stage ?? 'all',
        ...(options.share !== undefined && { share: options.share }),
        examples: examplesOf(topic).map((text) => ({ text, language: 'en' })),
      });
      return [topic, snippet, faq] as const;
    }),
  );
  if (options.train !== false) await trainNow(workspace);
  return {
    inbox,
    faqs: Object.fromEntries(made.map(([topic, , faq]) => [topic, faq])) as FaqScene['faqs'],
    snippets: Object.fromEntries(made.map(([topic, snippet]) => [topic, snippet])) as FaqScene['snippets'],
  };
}

/** Orders a training and waits for its end. */
export async function trainNow({ owner, id }: TestWorkspace): Promise<LanguageModelInfo> {
  const path = `/v1/workspaces/${id}/language-models`;
  const ordered = await owner.http.post<LanguageModelInfo>(path, {});
  return waitUntil(
    'the training',
    async () => {
      const { items } = await owner.http.get<{ items: LanguageModelInfo[] }>(path);
      const mine = items.find((item) => item.id === ordered.id);
      if (mine?.state === 'failed') throw new Error(`training failed: ${mine.problem}`);
      return mine?.state === 'ready' ? mine : undefined;
    },
    60_000,
  );
}
