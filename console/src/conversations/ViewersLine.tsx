import type { Viewer } from '@causerie/protocol';
import { PenLine } from 'lucide-react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

/** Colleagues who have the same conversation open; louder while one of them writes, so that nobody answers twice. */
export function ViewersLine({ viewers }: { viewers: readonly Viewer[] }) {
  const words = useWords().inbox.viewers;
  const { list } = useFormats();
  const { userId } = useDesk();
  const others = viewers.filter((viewer) => viewer.userId !== userId);
  const typing = others.filter((viewer) => viewer.typing);
  const named = typing.length > 0 ? typing : others;
  const names = list(named.map((viewer) => viewer.name));
  const [one, many] =
    typing.length > 0 ? [words.typing, words.typingMany] : [words.looking, words.lookingMany];
  return (
    <div role="status">
      {others.length > 0 && (
        <div
          className={cx(
            'flex items-center gap-2 border-t border-line px-4 py-1.5 text-xs',
            typing.length > 0 ? 'bg-warn-soft font-medium text-warn-ink' : 'text-faint',
          )}
        >
          <span className="flex -space-x-1.5 rtl:space-x-reverse">
            {others.slice(0, 4).map((viewer) => (
              <Avatar
                key={viewer.userId}
                id={viewer.userId}
                name={viewer.name}
                size="xs"
                className="ring-2 ring-surface rounded-full"
              />
            ))}
          </span>
          {(named.length > 1 ? many : one)(names)}
          {typing.length > 0 && <PenLine className="size-3.5" aria-hidden="true" />}
        </div>
      )}
    </div>
  );
}
