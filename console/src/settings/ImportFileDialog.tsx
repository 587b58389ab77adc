import { useRef, useState } from 'react';
import { type AppError, toAppError } from '../api/AppError.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { say } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** So many lines are shown of a file; all of them are read. Those with a problem come first. */
const SHOWN = 500;

type Row = { line: number; action: string; problem?: string | null };
/** What a file would do, and how it is done. */
export type ReadFile<R extends Row> = { rows: R[]; apply: () => Promise<void> };

type Props<R extends Row> = {
  words: {
    title: string;
    text: string;
    choose: string;
    line: string;
    what: string;
    actions: Record<R['action'], string>;
    apply: (changes: number) => string;
    nothing: string;
    done: (changes: number) => string;
    shown: (shown: number, all: number) => string;
  };
  /** As of a file field. */
  accept: string;
  looks: Record<R['action'], string>;
  /** The actions that change something. */
  changing: readonly R['action'][];
  /** The heading of the middle column, and what stands there. */
  subject: string;
  subjectOf: (row: R) => string;
  read: (file: File) => Promise<ReadFile<R>>;
  problemOf: (error: AppError) => string;
  onClose: () => void;
};

/** A file is shown as what it would do, line by line, before anything is done. */
export function ImportFileDialog<R extends Row>(props: Props<R>) {
  const { words, accept, changing, read: readFile, problemOf, onClose } = props;
  const { common } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<ReadFile<R>>();
  const [error, setError] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    await work().catch((thrown) => setError(toAppError(thrown)));
    setBusy(false);
  };
  const choose = (chosen: File | undefined) =>
    chosen &&
    void attempt(async () => {
      setRead(undefined);
      setRead(await readFile(chosen));
    });
  const changes = read?.rows.filter((row) => changing.includes(row.action)).length ?? 0;
  const apply = () =>
    void attempt(async () => {
      await read!.apply();
      say(words.done(changes));
      onClose();
    });
  return (
    <Dialog open wide onClose={onClose} title={words.title} description={words.text}>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={words.choose}
        onChange={(e) => {
          choose(e.target.files?.[0]);
          e.target.value = '';
        }}
      />
      {read && <Rows {...props} rows={read.rows} />}
      {error && (
        <p role="alert" className="my-3 text-sm text-bad-ink">
          {problemOf(error)}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{common.cancel}</Button>
        <Button look={read ? 'plain' : 'primary'} busy={busy && !read} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        {read && (
          <Button look="primary" busy={busy} disabled={changes === 0} onClick={apply}>
            {changes > 0 ? words.apply(changes) : words.nothing}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Rows<R extends Row>({ words, looks, subject, subjectOf, rows }: Props<R> & { rows: R[] }) {
  const isWrong = (row: R) => row.action === 'error';
  const shown = [...rows.filter(isWrong), ...rows.filter((row) => !isWrong(row))].slice(0, SHOWN);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <div tabIndex={0} className="max-h-[40vh] overflow-y-auto rounded-md border border-line">
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-raised text-xs text-faint">
            <tr>
              {[words.line, subject, words.what].map((title) => (
                <th key={title} scope="col" className="px-3 py-1.5 text-start font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {shown.map((row) => (
              <tr key={row.line}>
                <td className="px-3 py-1.5 text-faint tabular-nums">{row.line}</td>
                <td className="max-w-60 truncate px-3 py-1.5">{subjectOf(row)}</td>
                <td className="px-3 py-1.5">
                  <span
                    className={cx(
                      'rounded-xs px-1.5 py-0.5 text-xs font-medium',
                      looks[row.action as R['action']],
                    )}
                  >
                    {words.actions[row.action as R['action']]}
                  </span>
                  {row.problem && <span className="ms-2 text-xs text-soft">{row.problem}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <p className="mt-2 text-xs text-faint">{words.shown(shown.length, rows.length)}</p>
      )}
    </>
  );
}
