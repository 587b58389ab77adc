import type { ViewProps } from '../content/ContentView.tsx';
import { addStyle } from '../view/addStyle.ts';
import css from './answers.css?inline';
import { useLateWords } from './lateWords.ts';

addStyle(css);

export const ChoiceView = ({ content }: ViewProps<'choice'>) => (
  <div class="bubble" dir="auto">
    {content.label}
  </div>
);

export const FormAnswerView = ({ content }: ViewProps<'form_answer'>) => (
  <dl class="bubble" dir="auto">
    {content.answers.map(({ fieldId, label, value }) => (
      <div key={fieldId}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

export function RatingAnswerView({ content }: ViewProps<'rating_answer'>) {
  const late = useLateWords();
  return (
    <div class="bubble" dir="auto">
      <span class="given-stars" role="img" aria-label={late.stars(content.score)}>
        {'★'.repeat(content.score)}
        {'☆'.repeat(5 - content.score)}
      </span>
      {content.comment && <p>{content.comment}</p>}
    </div>
  );
}
