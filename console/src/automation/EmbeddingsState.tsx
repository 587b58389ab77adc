import type { EmbeddingSettings, ModelEmbeddings } from '@causerie/protocol';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useModels } from './useFaqs.ts';

/** What came of the endpoint: in the training that answers now, and for today's messages. Nothing where it is off. */
export function EmbeddingsState({ settings }: { settings: EmbeddingSettings }) {
  const words = useWords().embeddings;
  const formats = useFormats();
  const { data: models } = useModels();
  const learnt = models?.find((model) => model.current)?.embeddings;
  const { asked, failed } = settings.today;
  if (!settings.enabled) return null;
  return (
    <ul className="flex flex-col gap-1 text-sm" aria-live="polite">
      {learnt && (
        <li className={learnt.state === 'failed' ? 'text-bad-ink' : undefined}>
          {stateOf(words, learnt)}
          {learnt.problem && ` ${words.problems[learnt.problem]}`}
        </li>
      )}
      {asked > 0 && failed === 0 && <li className="text-soft">{words.todayFine(formats.number(asked))}</li>}
      {failed > 0 && (
        <li className="text-warn-ink">
          {words.today(formats.number(failed), formats.number(asked))}
          {settings.problem && ` ${words.problems[settings.problem]}`}
        </li>
      )}
    </ul>
  );
}

function stateOf(
  words: ReturnType<typeof useWords>['embeddings'],
  { state, model, problem }: ModelEmbeddings,
) {
  return words.states[state === 'used' && problem ? 'usedPartly' : state](model);
}
