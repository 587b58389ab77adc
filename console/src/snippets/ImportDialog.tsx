import type { ImportResult, ImportRow, SnippetImport } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type AppError, toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { say } from '../ui/toasts.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';

type Read = { file: SnippetImport; result: ImportResult };

/** A file is shown as what it would do, line by line, before anything is done. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { transfer } = words.snippets;
  const desk = useDesk();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<Read>();
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
      const file: SnippetImport = {
        format: /\.json$/i.test(chosen.name) ? 'json' : 'csv',
        text: await chosen.text(),
      };
      setRead({ file, result: await desk.snippets.import(file) });
    });
  const changes =
    read?.result.rows.filter((row) => row.action === 'create' || row.action === 'update').length ?? 0;
  const apply = () =>
    void attempt(async () => {
      await desk.snippets.import({ ...read!.file, apply: true });
      await queryClient.invalidateQueries({ queryKey: keys.snippets(desk.workspaceId) });
      await queryClient.invalidateQueries({ queryKey: keys.macros(desk.workspaceId) });
      say(transfer.done(changes));
      onClose();
    });
  return (
    <Dialog open wide onClose={onClose} title={transfer.title} description={transfer.text}>
      <input
        ref={input}
        type="file"
        accept=".csv,.json,text/csv,application/json"
        hidden
        aria-label={transfer.choose}
        onChange={(e) => {
          choose(e.target.files?.[0]);
          e.target.value = '';
        }}
      />
      {read && <Rows rows={read.result.rows} />}
      {error && (
        <p role="alert" className="my-3 text-sm text-bad-ink">
          {error.code === 'invalid_value'
            ? `${transfer.unreadable} ${error.message}`
            : errorText(words, error)}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{words.common.cancel}</Button>
        <Button look={read ? 'plain' : 'primary'} busy={busy && !read} onClick={() => input.current?.click()}>
          {transfer.choose}
        </Button>
        {read && (
          <Button look="primary" busy={busy} disabled={changes === 0} onClick={apply}>
            {changes > 0 ? transfer.apply(changes) : transfer.nothing}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

const looks: Record<ImportRow['action'], string> = {
  create: 'bg-good-soft text-good-ink',
  update: 'bg-accent-soft text-accent-ink',
  same: 'bg-sunken text-faint',
  error: 'bg-bad-soft text-bad-ink',
};

function Rows({ rows }: { rows: ImportRow[] }) {
  const { transfer } = useWords().snippets;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <div tabIndex={0} className="max-h-[40vh] overflow-y-auto rounded-md border border-line">
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-raised text-start text-xs text-faint">
          <tr>
            {[transfer.line, transfer.name, transfer.what].map((title) => (
              <th key={title} scope="col" className="px-3 py-1.5 text-start font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={row.line}>
              <td className="tabular px-3 py-1.5 text-faint">{row.line}</td>
              <td className="max-w-60 truncate px-3 py-1.5">{row.name}</td>
              <td className="px-3 py-1.5">
                <span className={cx('rounded-xs px-1.5 py-0.5 text-xs font-medium', looks[row.action])}>
                  {transfer.actions[row.action]}
                </span>
                {row.problem && <span className="ms-2 text-xs text-soft">{row.problem}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
