import { uuidv7 } from '@causerie/client';
import type { Conversation } from '@causerie/protocol';
import { type FormEvent, useState } from 'react';
import { toAppError } from '../api/AppError.ts';
import { useMembers, useTeams } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { say } from '../ui/toasts.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { ReceiverField } from './ReceiverField.tsx';

/** Hands the conversation on, with a word for whoever gets it: all together, or nothing. */
export function TransferDialog({ row, onClose }: { row: Conversation; onClose: () => void }) {
  const words = useWords();
  const desk = useDesk();
  const members = useMembers();
  const teams = useTeams();
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [full, setFull] = useState(false);
  // One id for all tries, so that a second click writes no second note.
  const [noteId] = useState(() => uuidv7());
  const [kind, id] = to.split('/') as ['person' | 'team' | '', string];
  const name = (kind === 'team' ? teams.find((t) => t.id === id) : members.find((m) => m.userId === id))
    ?.name;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!id || !name) return setError(words.routing.transfer.choose);
    setBusy(true);
    try {
      const changed = await desk.api.transfer(row.id, {
        ...(kind === 'team' ? { teamId: id } : { assigneeId: id }),
        ...(note.trim() && { note: note.trim(), noteId }),
        ...(full && { anyway: true }),
      });
      desk.rows.merge([changed], [], 'once');
      say(words.routing.transfer.done(name));
      onClose();
    } catch (thrown) {
      const refusal = toAppError(thrown);
      setFull(refusal.code === 'agent_at_capacity');
      setError(
        refusal.code === 'agent_at_capacity' ? words.routing.full.title(name) : errorText(words, refusal),
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog open onClose={onClose} title={words.routing.transfer.title}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <ReceiverField
          value={to}
          assigneeId={row.assigneeId}
          error={error}
          onValue={(value) => {
            setTo(value);
            setError(undefined);
            setFull(false);
          }}
        />
        <TextAreaField
          label={words.routing.transfer.note}
          hint={words.routing.transfer.noteHint}
          maxLength={10_000}
          value={note}
          onChange={(e) => setNote(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) e.currentTarget.form?.requestSubmit();
          }}
        />
        <DialogButtons onClose={onClose} busy={busy}>
          {full ? words.routing.full.anyway : words.routing.transfer.action}
        </DialogButtons>
      </form>
    </Dialog>
  );
}
