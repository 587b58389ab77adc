import type { Conversation } from '@causerie/protocol';
import { useMember } from '../conversations/useDirectory.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { askAnyway, useQuestion } from './askAnyway.ts';
import { useLoads } from './useLoads.ts';

/** Somebody is to get one more than they may have: said clearly, and left to the person who asks. */
export function AnywayDialog({ row, onAnyway }: { row: Conversation; onAnyway: (userId: string) => void }) {
  const words = useWords();
  const question = useQuestion();
  const member = useMember(question?.assigneeId);
  const loadOf = useLoads();
  if (!question || question.row.id !== row.id || !member) return null;
  const has = loadOf(member);
  const close = () => askAnyway(undefined);
  return (
    <Dialog
      open
      onClose={close}
      title={words.routing.full.title(member.name)}
      description={has && words.routing.full.text(words.routing.full.has(has.load), String(has.capacity))}
    >
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{words.common.cancel}</Button>
        <Button
          look="primary"
          onClick={() => {
            close();
            onAnyway(member.userId);
          }}
        >
          {words.routing.full.anyway}
        </Button>
      </div>
    </Dialog>
  );
}
