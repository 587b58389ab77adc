import MiniSearch from 'minisearch';
import { NlpManager } from 'node-nlp';
import { matchMessage } from '../../server/src/engines/language/model/matchMessage.ts';
import { trainModel } from '../../server/src/engines/language/model/trainModel.ts';

/** A labelled message. */
export interface Labelled {
  text: string;
  intent: string;
}

/** What a contender says: the intent it takes for best, and how sure it is (higher is surer). */
export interface Said {
  intent: string | undefined;
  score: number;
}

/** Learns from labelled messages of one language and returns what then answers. */
export type Contender = (
  train: Labelled[],
  language: string,
) => Promise<(text: string) => Said | Promise<Said>>;

export const contenders: Record<string, Contender> = {
  causerie: async (train, language) => {
    const examples = Map.groupBy(train, (row) => row.intent);
    const model = trainModel({
      faqs: [...examples].map(([id, rows]) => ({ id, language, examples: rows.map((row) => row.text) })),
    });
    return (text) => {
      const [best] = matchMessage(model, text, { language, limit: 3 }).ranked;
      return { intent: best?.faq, score: best?.probability ?? 0 };
    };
  },

  'node-nlp': async (train, language) => {
    const manager = new NlpManager({
      languages: [language],
      nlu: { log: false },
      autoSave: false,
      forceNER: false,
    });
    for (const { text, intent } of train) manager.addDocument(language, text, intent);
    await manager.train();
    return async (text) => manager.process(language, text);
  },

  minisearch: async (train) => {
    const search = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
    search.addAll(train.map(({ text }, id) => ({ id, text })));
    return (text) => {
      const [best] = search.search(text, { fuzzy: 0.2, prefix: true });
      return { intent: best && train[best.id as number]?.intent, score: best?.score ?? 0 };
    };
  },
};
