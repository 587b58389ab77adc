import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

type Props = { ids: string[]; onDone: () => void; onClose: () => void };

/**
 * Erases people one after the other, each with its own proof, after their number has been typed: it cannot be undone.
 * Stopping leaves the rest as they are.
 */
export function EraseContactsDialog({ ids, onDone, onClose }: Props) {
  const words = useWords();
  const { bulk } = words.contacts;
  const desk = useDesk();
  const report = useReport();
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [erased, setErased] = useState<number>();
  const stopped = useRef(false);
  const erase = async () => {
    let done = 0;
    setErased(0);
    try {
      for (const id of ids) {
        if (stopped.current) break;
        await desk.admin.eraseContact(id).catch((thrown) => {
          // Somebody else was quicker.
          if (toAppError(thrown).code !== 'contact_not_found') throw thrown;
        });
        done += 1;
        setErased(done);
      }
    } catch (thrown) {
      report(thrown);
    }
    if (done > 0) say(bulk.erased(done));
    await client.invalidateQueries({ queryKey: keys.contactLists(desk.workspaceId) });
    onDone();
    onClose();
  };
  const stop = () => {
    stopped.current = true;
    if (erased === undefined) onClose();
  };
  return (
    <Dialog open onClose={stop} title={bulk.eraseTitle(ids.length)} description={words.privacy.eraseText}>
      {erased === undefined ? (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() === String(ids.length)) void erase();
          }}
        >
          <TextField
            required
            autoFocus
            inputMode="numeric"
            autoComplete="off"
            label={bulk.eraseCount(ids.length)}
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
          />
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{words.common.cancel}</Button>
            <Button type="submit" look="danger" disabled={typed.trim() !== String(ids.length)}>
              {words.privacy.eraseConfirm}
            </Button>
          </div>
        </form>
      ) : (
        <div className="flex flex-col gap-3">
          <p role="status" className="tabular text-sm">
            {bulk.erasing(erased, ids.length)}
          </p>
          <progress
            aria-label={bulk.eraseTitle(ids.length)}
            max={ids.length}
            value={erased}
            className="h-1.5 w-full accent-accent"
          />
          <div className="flex justify-end">
            <Button onClick={stop}>{bulk.stop}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
