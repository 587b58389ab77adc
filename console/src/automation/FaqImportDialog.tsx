import type { FaqImportResult, FaqImportRow } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type AppError, toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { say } from '../ui/toasts.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { Chip } from './chips.tsx';

/** So many lines are shown of a file; all of them are read. */
const SHOWN = 500;

/** A file is shown as what it would do, line by line, before anything is done. */
export function FaqImportDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { transfer } = words.automation;
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<{ text: string; result: FaqImportResult }>();
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
      const text = await chosen.text();
      setRead({ text, result: await automation.importFaqs({ text }) });
    });
  const rows = read?.result.rows ?? [];
  const changes = rows.filter((row) => row.action === 'example' || row.action === 'faq').length;
  const apply = () =>
    void attempt(async () => {
      await automation.importFaqs({ text: read!.text, apply: true });
      await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
      say(transfer.done(changes));
      onClose();
    });
  return (
    <Dialog open wide onClose={onClose} title={transfer.title} description={transfer.text}>
      <input
        ref={input}
        type="file"
        accept=".tsv,.txt,text/tab-separated-values,text/plain"
        hidden
        aria-label={transfer.choose}
        onChange={(e) => {
          choose(e.target.files?.[0]);
          e.target.value = '';
        }}
      />
      {read && <Rows rows={rows} />}
      {error && (
        <p role="alert" className="my-3 text-sm text-bad-ink">
          {errorText(words, error)} {error.code === 'invalid_value' && error.message}
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

const looks: Record<FaqImportRow['action'], string> = {
  faq: 'bg-good-soft text-good-ink',
  example: 'bg-accent-soft text-accent-ink',
  same: 'bg-sunken text-soft',
  error: 'bg-bad-soft text-bad-ink',
};

function Rows({ rows }: { rows: FaqImportRow[] }) {
  const { transfer } = useWords().automation;
  const shown = [
    ...rows.filter((row) => row.action === 'error'),
    ...rows.filter((row) => row.action !== 'error'),
  ].slice(0, SHOWN);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <div tabIndex={0} className="max-h-[40vh] overflow-y-auto rounded-md border border-line">
        <table className="w-full text-sm">
          <thead className="sticky top-0 bg-raised text-xs text-faint">
            <tr>
              {[transfer.line, transfer.faq, transfer.what].map((title) => (
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
                <td className="max-w-60 truncate px-3 py-1.5">{row.faq}</td>
                <td className="px-3 py-1.5">
                  <Chip look={looks[row.action]}>{transfer.actions[row.action]}</Chip>
                  {row.problem && <span className="ms-2 text-xs text-soft">{row.problem}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <p className="mt-2 text-xs text-faint">{transfer.shown(shown.length, rows.length)}</p>
      )}
    </>
  );
}
