import type { Desk } from '../realtime/openDesk.ts';
import { toasts } from '../ui/toasts.tsx';
import type { Words } from '../words/en.ts';

/** How long the button is there, milliseconds. */
const OFFERED_MS = 10_000;

type Offer = {
  desk: Desk;
  bulkId: string;
  text: string;
  words: Words;
  report: (thrown: unknown) => void;
};
/** What an undo did, in words; it rejects with an AppError. */
type Undoing = Pick<Offer, 'text' | 'words' | 'report'> & { undoing: () => Promise<string> };

let last: { undo: () => void; until: number } | undefined;

/** Says what was done with conversations, with a button that puts it back. */
export function offerUndo({ desk, bulkId, ...rest }: Offer): void {
  const { bulk } = rest.words.desk;
  offerUndoing({
    ...rest,
    undoing: async () => {
      const { changed, failed } = await desk.api.undoBulk(bulkId);
      desk.rows.merge(changed, [], 'once');
      const said = [
        changed.length > 0 && bulk.undone(changed.length),
        failed.length > 0 && bulk.failed(failed.length),
      ];
      return said.filter(Boolean).join('. ');
    },
  });
}

/** The same of anything that can be put back. */
export function offerUndoing({ undoing, text, words, report }: Undoing): void {
  const undo = async () => {
    if (last?.undo === undo) last = undefined;
    toasts.close(id);
    try {
      toasts.add({ description: await undoing(), timeout: 4000 });
    } catch (thrown) {
      report(thrown);
    }
  };
  const id = toasts.add({
    description: text,
    timeout: OFFERED_MS,
    actionProps: { children: words.desk.bulk.undo, onClick: () => void undo() },
  });
  last = { undo: () => void undo(), until: Date.now() + OFFERED_MS };
}

/** What the shortcut does: the last thing that can still be undone. */
export function undoLast(): void {
  if (last && last.until > Date.now()) last.undo();
  last = undefined;
}
