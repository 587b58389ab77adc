import type { ContentOf } from '@causerie/protocol';
import { Star } from 'lucide-react';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { Markdown } from './Markdown.tsx';

const marks = [1, 2, 3, 4, 5];

function Stars({ score }: { score: number }) {
  return (
    <span aria-hidden="true" className="flex gap-0.5">
      {marks.map((mark) => (
        <Star
          key={mark}
          className={cx('size-4.5', mark <= score ? 'fill-warn text-warn' : 'text-line-strong')}
        />
      ))}
    </span>
  );
}

export function RatingView({ content }: { content: ContentOf<'rating'> }) {
  return (
    <div className="flex flex-col gap-1.5">
      <p>{content.question}</p>
      <Stars score={0} />
    </div>
  );
}

export function RatingAnswerView({ content }: { content: ContentOf<'rating_answer'> }) {
  const words = useWords().thread.content;
  return (
    <div className="flex flex-col gap-1.5">
      <span className="sr-only">{words.rated(content.score)}</span>
      <Stars score={content.score} />
      {content.comment && <Markdown text={content.comment} />}
    </div>
  );
}
