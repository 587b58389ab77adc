import type { Contact } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { MergeDialog } from './MergeDialog.tsx';

/** Says that somebody could be the same person, by a shared address; a similar name alone is only told when asked for. */
export function DuplicateHint({ contact }: { contact: Contact }) {
  const words = useWords().contacts.merge;
  const desk = useDesk();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: keys.duplicates(desk.workspaceId, contact.id),
    queryFn: () => desk.api.duplicates(contact.id),
    staleTime: 60_000,
  });
  const sure = data?.items.filter((each) => each.reasons.includes('email') || each.reasons.includes('phone'));
  if (!sure || sure.length === 0) return null;
  return (
    <div className="mx-4 mb-3 flex items-center gap-2 rounded-md bg-warn-soft py-1.5 ps-3 pe-1.5 text-xs text-warn-ink">
      <UsersRound className="size-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1">{words.suggestion(sure.length)}</span>
      <Button size="sm" onClick={() => setOpen(true)}>
        {words.look}
      </Button>
      {open && <MergeDialog contact={contact} onClose={() => setOpen(false)} />}
    </div>
  );
}
