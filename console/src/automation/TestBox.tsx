import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { inputClass } from '../ui/Field.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { TestAnswer } from './TestAnswer.tsx';
import { useFaqTest } from './useFaqTest.ts';

type Props = {
  /** In a narrow column: everything beneath each other. */
  compact?: boolean;
  /** Messages to begin with. */
  samples?: readonly string[];
};

/** A message is typed, and what would be done with it stands below, with the reasons. Nothing is sent or kept. */
export function TestBox({ compact, samples = [] }: Props) {
  const words = useWords();
  const { test } = words.automation;
  const id = useId();
  const [text, setText] = useState('');
  const { data, error, asked, isOld, isWaiting, refetch } = useFaqTest(text);
  return (
    <section className="rounded-xl border border-line bg-raised shadow-soft">
      <div className="flex flex-col gap-2 px-5 py-4">
        <label htmlFor={id} className="text-sm font-semibold">
          {test.label}
        </label>
        <div className="relative">
          <textarea
            id={id}
            dir="auto"
            rows={compact ? 2 : 3}
            maxLength={10_000}
            placeholder={test.placeholder}
            value={text}
            onChange={(e) => setText(e.target.value)}
            onKeyDown={(e) => {
              if (e.key !== 'Escape' || text === '') return;
              e.preventDefault();
              setText('');
            }}
            className={cx(inputClass, 'resize-y py-2 pe-9 text-base leading-6')}
          />
          {text !== '' && (
            <IconButton
              label={test.clear}
              size="sm"
              className="absolute end-2 top-2"
              onClick={() => setText('')}
            >
              <X className="size-3.5" />
            </IconButton>
          )}
        </div>
        {text.trim() === '' && samples.length > 0 && (
          <div className="flex flex-wrap items-center gap-1.5">
            <span className="text-xs text-faint">{test.sample}</span>
            {samples.map((sample) => (
              <Button key={sample} size="sm" className="max-w-full" onClick={() => setText(sample)}>
                <span className="truncate">{sample}</span>
              </Button>
            ))}
          </div>
        )}
      </div>
      <div className="border-t border-line px-5 py-4">
        {isWaiting && text.trim() !== '' && (
          <p role="status" className={cx('text-sm text-warn-ink', data && 'mb-3')}>
            {test.offline}
          </p>
        )}
        {data && !(error && !isOld) ? (
          <div className={cx('transition-opacity', isOld && 'opacity-60')} aria-busy={isOld || undefined}>
            <TestAnswer result={data} text={asked} compact={compact === true} isOld={isOld} />
          </div>
        ) : error && text.trim() !== '' ? (
          <div role="alert" className="flex items-center gap-3 text-sm">
            <span className="flex-1 text-bad-ink">{errorText(words, toAppError(error))}</span>
            <Button size="sm" onClick={() => void refetch()}>
              {words.common.retry}
            </Button>
          </div>
        ) : (
          !(isWaiting && text.trim() !== '') && (
            <p className="text-sm text-faint">{text.trim() === '' ? test.empty : test.thinking}</p>
          )
        )}
      </div>
    </section>
  );
}
