import { Users } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { useMembers, useTeams } from '../conversations/useDirectory.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { type Callable, findMentionQuery, type MentionQuery, matchCallables } from './mentions.ts';

/** Everybody who can be called in a note. */
export function useCallables(): Callable[] {
  const members = useMembers();
  const teams = useTeams();
  return useMemo(
    () => [
      ...members.map((m): Callable => ({ kind: 'user', id: m.userId, name: m.name })),
      ...teams.map((t): Callable => ({ kind: 'team', id: t.id, name: t.name })),
    ],
    [members, teams],
  );
}

export type MentionMenu = {
  /** What is offered while a call is being typed. */
  menu: ReactNode;
  /** Tells a screen reader of it. */
  list: { id: string; active: string } | undefined;
  onCaret: (text: string, caret: number) => void;
  /** True: the key was for the menu. */
  onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  /** Whom the writer picked; names alone may be ambiguous. */
  picked: () => readonly Callable[];
};

/** `@` completes people and teams. `replace`: puts the name in place of what was typed from `from` on. */
export function useMentionMenu(enabled: boolean, replace: (from: number, text: string) => void): MentionMenu {
  const words = useWords().desk.mentions;
  const all = useCallables();
  const listId = useId();
  const [asked, setAsked] = useState<MentionQuery>();
  const [at, setAt] = useState(0);
  const picked = useRef<Callable[]>([]);
  const found = enabled && asked ? matchCallables(all, asked.query) : [];
  const current = Math.min(at, found.length - 1);
  const pick = (callable: Callable | undefined) => {
    if (!asked || !callable) return;
    picked.current.push(callable);
    replace(asked.from, `@${callable.name} `);
    setAsked(undefined);
  };
  const onKey = (event: KeyboardEvent) => {
    if (found.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((current + step + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') pick(found[current]);
    else if (event.key === 'Escape') setAsked(undefined);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const open = found.length > 0;
  return {
    list: open ? { id: listId, active: `${listId}-${current}` } : undefined,
    onCaret: (text, caret) => {
      setAsked(enabled ? findMentionQuery(text, caret) : undefined);
      setAt(0);
    },
    onKey,
    picked: () => picked.current,
    menu: open && (
      <div
        id={listId}
        role="listbox"
        aria-label={words.suggestions}
        className="float-in absolute start-3 bottom-full z-30 mb-1 w-64 rounded-lg border border-line bg-raised p-1 shadow-float"
      >
        {found.map((callable, index) => (
          <div
            key={`${callable.kind} ${callable.id}`}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={cx(
              'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 text-sm max-md:min-h-10',
              index === current && 'bg-hover',
            )}
            // The field keeps the focus.
            onMouseDown={(e) => e.preventDefault()}
            onMouseMove={() => setAt(index)}
            onClick={() => pick(callable)}
            onKeyDown={onKey}
          >
            {callable.kind === 'team' ? (
              <span className="flex size-6 items-center justify-center rounded-full bg-sunken text-soft">
                <Users className="size-3.5" aria-hidden="true" />
              </span>
            ) : (
              <Avatar id={callable.id} name={callable.name} size="sm" />
            )}
            <span className="min-w-0 flex-1 truncate">{callable.name}</span>
            {callable.kind === 'team' && <span className="text-xs text-faint">{words.team}</span>}
          </div>
        ))}
      </div>
    ),
  };
}
