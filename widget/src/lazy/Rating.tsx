import { useState } from 'preact/hooks';
import type { ViewProps } from '../content/ContentView.tsx';
import { addStyle } from '../view/addStyle.ts';
import { Icon } from '../view/Icon.tsx';
import { useWords } from '../words/words.ts';
import { lateIcons } from './lateIcons.ts';
import { useLateWords } from './lateWords.ts';
import css from './rating.css?inline';
import { useFieldId } from './useFieldId.ts';

addStyle(css);

const marks = [1, 2, 3, 4, 5];

/** Stars as radio buttons, which every screen reader and keyboard knows; then room for a word, which nobody has to use. */
export function RatingView({ content, entryId, answer, reply }: ViewProps<'rating'>) {
  const words = useWords();
  const late = useLateWords();
  const [picked, setPicked] = useState(0);
  const [comment, setComment] = useState('');
  const name = useFieldId();
  const given = answer?.kind === 'rating_answer' ? answer.score : 0;
  const score = given || picked;
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = comment.trim();
    reply({ kind: 'rating_answer', entryId, score: picked, ...(said ? { comment: said } : {}) });
  };
  return (
    <form class="bubble wide rating" onSubmit={onSubmit}>
      <fieldset disabled={!!given}>
        <legend dir="auto">{content.question}</legend>
        <div class="stars">
          {marks.map((mark) => (
            <label key={mark} class={mark <= score ? 'lit' : ''}>
              <input
                class="unseen"
                type="radio"
                name={name}
                value={mark}
                checked={mark === score}
                aria-label={late.stars(mark)}
                onChange={() => setPicked(mark)}
              />
              <Icon name={lateIcons.star} />
            </label>
          ))}
        </div>
      </fieldset>
      {given > 0 && <p>{late.thanks}</p>}
      {!given && picked > 0 && (
        <>
          <label class="field">
            {late.ratingComment}
            <textarea
              rows={2}
              maxLength={2000}
              value={comment}
              onInput={(event) => setComment(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="primary">
            {words.submit}
          </button>
        </>
      )}
    </form>
  );
}
