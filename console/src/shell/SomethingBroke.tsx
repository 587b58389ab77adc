import { toAppError } from '../api/AppError.ts';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';

/** In place of a part that failed while loading or drawing; the rest of the console goes on. */
export function SomethingBroke({ error }: { error: unknown }) {
  const words = useWords();
  const failure = toAppError(error);
  const broken = failure.code === 'unknown';
  return (
    <div className="flex h-full items-center justify-center" role="alert">
      <Blank
        title={words.shell.crashed.title}
        text={
          broken ? (
            <>
              {words.shell.crashed.text}
              <code className="mt-2 block font-mono text-2xs break-words">{failure.message}</code>
            </>
          ) : (
            errorText(words, failure)
          )
        }
      >
        <Button onClick={() => location.reload()}>{words.shell.crashed.reload}</Button>
      </Blank>
    </div>
  );
}
