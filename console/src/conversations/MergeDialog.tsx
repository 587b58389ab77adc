import type { Conversation } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { toasts, useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { contactName } from './contactName.ts';

/** Chooses which other conversation of the same customer is put together with this one. */
export function MergeDialog({ row, onClose }: { row: Conversation; onClose: () => void }) {
  const { desk: words, inbox } = useWords();
  const formats = useFormats();
  const desk = useDesk();
  const { data } = useQuery({
    queryKey: keys.conversationsOf(desk.workspaceId, row.contact.id),
    queryFn: () => desk.api.conversationsOf(row.contact.id),
    staleTime: 0,
  });
  const others = data?.items.filter((each) => each.id !== row.id && each.mergedInto === null);
  const [chosen, setChosen] = useState<string>();
  const sourceId = chosen ?? others?.[0]?.id;
  const merge = useMerge(row);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!sourceId) return;
    onClose();
    void merge(sourceId);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.merge.title}
      description={words.merge.text(contactName(row.contact, inbox.visitor))}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {!others ? (
          <Skeleton className="h-12 w-full" />
        ) : others.length === 0 ? (
          <p className="text-sm text-faint">{words.merge.none}</p>
        ) : (
          <fieldset className="max-h-72 overflow-y-auto rounded-md border border-line p-1">
            <legend className="sr-only">{words.merge.title}</legend>
            {others.map((each) => (
              <label
                key={each.id}
                className="flex items-center gap-2.5 rounded-md px-2 py-1.5 text-sm hover:bg-hover"
              >
                <input
                  type="radio"
                  name="source"
                  className="size-4 accent-accent"
                  checked={each.id === sourceId}
                  onChange={() => setChosen(each.id)}
                />
                <span className="min-w-0 flex-1">
                  <span className="block truncate" dir="auto">
                    {each.lastMessage?.preview ?? inbox.row.noMessages}
                  </span>
                  <span className="text-xs text-faint">
                    {inbox.status[each.status]} · {formats.date(new Date(each.activeAt))}
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <DialogButtons onClose={onClose} disabled={!sourceId}>
          {words.merge.merge}
        </DialogButtons>
      </form>
    </Dialog>
  );
}

/** Merges and goes on in the merged one, with a way back. */
function useMerge(row: Conversation) {
  const words = useWords().desk;
  const desk = useDesk();
  const report = useReport();
  const goTo = useGoTo();
  const unmerge = useUnmerge();
  return async (sourceId: string) => {
    try {
      const merged = await desk.api.mergeConversations(row.id, sourceId);
      desk.rows.merge([merged], [], 'once');
      goTo(merged.id);
      const toast = toasts.add({
        description: words.merge.merged,
        timeout: 10_000,
        actionProps: {
          children: words.bulk.undo,
          onClick: () => {
            toasts.close(toast);
            void unmerge(merged.id);
          },
        },
      });
    } catch (thrown) {
      report(thrown);
    }
  };
}

/** Takes a merged conversation apart and goes on in the first of the two. */
export function useUnmerge() {
  const words = useWords().desk.merge;
  const desk = useDesk();
  const report = useReport();
  const goTo = useGoTo();
  return async (mergedId: string) => {
    try {
      const target = await desk.api.unmergeConversation(mergedId);
      desk.rows.merge([target], [], 'once');
      goTo(target.id);
      toasts.add({ description: words.unmerged, timeout: 4000 });
    } catch (thrown) {
      report(thrown);
    }
  };
}

function useGoTo() {
  const navigate = useNavigate();
  const { workspaceId } = useDesk();
  // The thread is also shown beside search results: from there it goes to the list of all.
  const { view = 'all' } = useParams({ strict: false });
  return (conversationId: string) =>
    void navigate({
      to: '/w/$workspaceId/inbox/$view/$conversationId',
      params: { workspaceId, view, conversationId },
      replace: true,
    });
}
