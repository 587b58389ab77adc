import type { Contact, TimelineItem } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { refreshContact } from './refreshContact.ts';

type Props = { item: Extract<TimelineItem, { kind: 'event' }>; contact: Contact };

/** What was done with a contact, in words; a merge can be undone from here. */
export function TimelineEvent({ item, contact }: Props) {
  const words = useWords();
  const { userId } = useDesk();
  const { event, author } = item;
  const by =
    author.id === userId
      ? words.thread.events.you
      : (author.name ??
        (author.kind === 'system' ? words.thread.events.system : words.thread.events.somebody));
  const say = words.contacts.timeline;
  switch (event.type) {
    case 'created':
      return say.created(by);
    case 'imported':
      return say.imported(by);
    case 'blocked':
      return say.blocked(by);
    case 'unblocked':
      return say.unblocked(by);
    case 'merge_undone':
      return say.mergeUndone(by, event.name ?? words.inbox.visitor);
    case 'merged':
      return (
        <>
          {say.merged(by, event.name ?? words.inbox.visitor)}{' '}
          <UndoMerge contact={contact} mergeId={event.mergeId} />
        </>
      );
  }
}

function UndoMerge({ contact, mergeId }: { contact: Contact; mergeId: string }) {
  const words = useWords().contacts;
  const desk = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  const [busy, setBusy] = useState(false);
  const { data } = useQuery({
    queryKey: keys.merges(desk.workspaceId, contact.id),
    queryFn: () => desk.api.merges(contact.id),
  });
  const merge = data?.items.find((each) => each.id === mergeId);
  if (!merge || merge.undoneAt || Date.parse(merge.undoableUntil) < Date.now()) return null;
  const undo = async () => {
    setBusy(true);
    try {
      await desk.api.undoMerge(contact.id, mergeId);
      await refreshContact(queryClient, desk.workspaceId, contact.id);
      say(words.merge.undone);
    } catch (thrown) {
      report(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="sm" busy={busy} onClick={() => void undo()} className="ms-1">
      {words.timeline.undo}
    </Button>
  );
}
