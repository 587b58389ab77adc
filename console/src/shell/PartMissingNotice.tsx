import { useEffect } from 'react';
import { hasUploads } from '../messages/uploads.ts';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { isOutdated } from './isOutdated.ts';

/** `page`: a whole page; `inline`: within one; `floating`: what would lie above it. */
export type PartPlace = 'page' | 'inline' | 'floating';

type Props = { place: PartPlace; onRetry: () => void; onClose?: (() => void) | undefined };

/**
 * In place of a part that could not be fetched. Where a newer version is the reason, a page that was gone to is loaded
 * with it at once: drafts and what waits to be sent are kept in the browser. Files being uploaded are not, so then, and
 * anywhere else, reloading is left to the reader.
 */
export function PartMissingNotice({ place, onRetry, onClose }: Props) {
  const words = useWords().shell.partMissing;
  const { close } = useWords().common;
  useEffect(() => {
    addEventListener('online', onRetry);
    return () => removeEventListener('online', onRetry);
  });
  useEffect(() => {
    if (place === 'page' && !hasUploads()) void reloadIfOutdated();
  }, [place]);
  const notice = (
    <Blank title={words.title} text={words.text}>
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="primary" onClick={onRetry}>
          {words.retry}
        </Button>
        <Button onClick={() => location.reload()}>{words.reload}</Button>
        {onClose && (
          <Button look="quiet" onClick={onClose}>
            {close}
          </Button>
        )}
      </div>
    </Blank>
  );
  return (
    <div
      role="alert"
      className={cx(
        'flex items-center justify-center',
        place === 'page' && 'h-full',
        place === 'floating' &&
          'fade-in fixed bottom-4 start-4 z-50 max-w-sm rounded-xl border border-line bg-raised shadow-float max-md:bottom-20',
      )}
    >
      {notice}
    </div>
  );
}

const RELOADED = 'causerie.reloaded';
const MINUTE_MS = 60_000;

async function reloadIfOutdated(): Promise<void> {
  if (!(await isOutdated())) return;
  try {
    // Should the newest version not hold together either, it must not reload for ever.
    if (Date.now() - Number(sessionStorage.getItem(RELOADED)) < MINUTE_MS) return;
    sessionStorage.setItem(RELOADED, String(Date.now()));
  } catch {
    return;
  }
  location.reload();
}
