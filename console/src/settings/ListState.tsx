import { toAppError } from '../api/AppError.ts';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';

/** What stands in a list's place while it is on its way, or could not be had. */
export function ListState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords();
  if (!error) {
    return (
      <div aria-busy="true" className="flex flex-col gap-3 py-1">
        {[1, 2, 3].map((n) => (
          <Skeleton key={n} className="h-9 w-full" />
        ))}
      </div>
    );
  }
  return (
    <div role="alert" className="flex items-center gap-3 text-sm">
      <span className="flex-1 text-bad-ink">
        {words.settings.loadFailed} {errorText(words, toAppError(error))}
      </span>
      <Button size="sm" onClick={onRetry}>
        {words.common.retry}
      </Button>
    </div>
  );
}
