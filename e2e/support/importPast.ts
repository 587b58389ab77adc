import type { Import } from '@causerie/protocol';
import { allTopics, answersOf, examplesOf, type Topic } from '../../server/src/testing/faqScene.ts';
import { type Api, until } from './Api.ts';

/** What agents say on dimming, whatever an FAQ says. */
export const onDimming = 'Sorry, our workshop has to look that up and calls you back.';
/** The customer's words in the conversation of that week, about that. */
export const askedOf = (topic: Topic, week: number): string =>
  `${examplesOf(topic)[(week * 2) % 25]} ${1000 + week}`;

const WEEKS = 12;
const WEEK_MS = 7 * 24 * 3600_000;

/**
 * The last twelve weeks of a lamp shop, taken in as any history is: one conversation a week about each topic, and one about its
 * opening hours. Agents answer alike, but on dimming.
 */
export async function importPast(api: Api): Promise<void> {
  const begin = Date.now() - WEEKS * WEEK_MS;
  const lines = Array.from({ length: WEEKS }, (_, week) => {
    const known = allTopics.map((topic) => ({
      asked: askedOf(topic, week),
      answer: topic === 'Dimming' ? onDimming : answersOf[topic],
    }));
    const hours = [
      'When do you open',
      'Opening hours please',
      'Are you open on sunday',
      'Until when is the shop open',
    ];
    const all = [...known, { asked: `${hours[week % 4]}?`, answer: 'From nine to eight, except Sundays.' }];
    return all.flatMap(({ asked, answer }, i) => {
      const conversation = `past-${week}-${i}`;
      const at = begin + week * WEEK_MS + i * 3_600_000;
      const turns = [
        {
          author: 'contact',
          text: asked,
          email: `${conversation}@example.com`,
          name: `Customer ${week + 1}`,
        },
        { author: 'agent', name: week % 2 ? 'Hugo' : 'Clara', text: answer },
      ];
      return turns.map((turn, k) =>
        JSON.stringify({
          conversation,
          id: `${conversation}-${k}`,
          at: new Date(at + k * 120_000).toISOString(),
          ...turn,
        }),
      );
    });
  }).flat();
  const form = new FormData();
  form.append('file', new Blob([lines.join('\n')], { type: 'application/jsonl' }), 'history.jsonl');
  const { id } = await api.call<Import>('POST', '/imports/files?kind=causerie', form);
  await api.call('POST', `/imports/${id}/start`, {});
  await until('the past to be taken in', async () => {
    const { items } = await api.call<{ items: Import[] }>('GET', '/imports');
    return items.find((one) => one.id === id)?.status === 'done' || undefined;
  });
}

/** FAQs on all topics, switched off, of which a model is sure enough. Returns their ids. */
export async function makeFaqs(api: Api): Promise<Record<Topic, string>> {
  await api.call('PATCH', '/faq-settings', { promise: 0.95 });
  const made = await Promise.all(
    allTopics.map(async (topic) => {
      const snippet = await api.call<{ id: string }>('POST', '/snippets', {
        name: topic,
        texts: [{ language: 'en', text: answersOf[topic] }],
      });
      const faq = await api.call<{ id: string }>('POST', '/faqs', {
        snippetId: snippet.id,
        cost: 'low',
        examples: examplesOf(topic).map((text) => ({ text, language: 'en' })),
      });
      return [topic, faq.id] as const;
    }),
  );
  return Object.fromEntries(made) as Record<Topic, string>;
}
