import type { Conversation, Entry } from '@causerie/protocol';
import { useState } from 'react';
import { useUnmerge } from '../conversations/MergeDialog.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** Beside the event of a merge: the way back, as long as there is one. */
export function MergedLine({ entry, row }: { entry: Entry; row: Conversation }) {
  const words = useWords().desk.merge;
  const unmerge = useUnmerge();
  const [asking, setAsking] = useState(false);
  if (entry.event?.type !== 'merged' || !entry.event.from || row.mergedInto) return null;
  return (
    <>
      <span aria-hidden="true"> · </span>
      <button
        type="button"
        className="font-medium text-accent-ink underline underline-offset-2"
        onClick={() => setAsking(true)}
      >
        {words.unmerge}
      </button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.unmergeTitle}
        description={words.unmergeText}
        action={words.unmerge}
        onConfirm={() => {
          setAsking(false);
          void unmerge(row.id);
        }}
      />
    </>
  );
}
