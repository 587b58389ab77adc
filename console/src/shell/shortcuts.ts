import { useEffect, useRef } from 'react';

type Shortcut = { keys: string; group: 'list' | 'conversation' | 'everywhere' };

/**
 * Every shortcut of the console. `mod` is Ctrl, or Command on a Mac; a space means one key after the other. The help
 * dialog, menus and tooltips read this table, so that none of them can disagree with what the keys do.
 */
export const shortcuts = {
  next: { keys: 'j', group: 'list' },
  previous: { keys: 'k', group: 'list' },
  open: { keys: 'enter', group: 'list' },
  select: { keys: 'x', group: 'list' },
  undo: { keys: 'u', group: 'list' },
  reply: { keys: 'r', group: 'conversation' },
  note: { keys: 'n', group: 'conversation' },
  resolve: { keys: 'e', group: 'conversation' },
  snooze: { keys: 's', group: 'conversation' },
  assign: { keys: 'a', group: 'conversation' },
  takeIt: { keys: 'm', group: 'conversation' },
  macro: { keys: 'q', group: 'conversation' },
  print: { keys: 'mod+p', group: 'conversation' },
  transfer: { keys: 't', group: 'conversation' },
  snoozeTyped: { keys: 'z', group: 'conversation' },
  label: { keys: 'l', group: 'conversation' },
  follow: { keys: 'f', group: 'conversation' },
  spam: { keys: '!', group: 'conversation' },
  unread: { keys: 'shift+u', group: 'conversation' },
  contact: { keys: 'i', group: 'conversation' },
  palette: { keys: 'mod+k', group: 'everywhere' },
  search: { keys: '/', group: 'everywhere' },
  help: { keys: '?', group: 'everywhere' },
  goMine: { keys: 'g m', group: 'everywhere' },
  goUnassigned: { keys: 'g u', group: 'everywhere' },
  goAll: { keys: 'g a', group: 'everywhere' },
  goBoard: { keys: 'g b', group: 'everywhere' },
  goReports: { keys: 'g r', group: 'everywhere' },
  goAutomation: { keys: 'g f', group: 'everywhere' },
  goContacts: { keys: 'g c', group: 'everywhere' },
  goWaiting: { keys: 'g w', group: 'everywhere' },
  goMentions: { keys: 'g n', group: 'everywhere' },
  notifications: { keys: 'b', group: 'everywhere' },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof shortcuts;
type Handler = (event: KeyboardEvent) => void;

const handlers = new Map<ShortcutId, Handler[]>();
/** The first key of a two-key shortcut, for a second. */
let leader: { key: string; at: number } | undefined;

/** Does `handler` on the shortcut while the component is there; the last one mounted wins. */
export function useShortcut(id: ShortcutId, handler: Handler, enabled = true): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return;
    const own: Handler = (event) => latest.current(event);
    handlers.set(id, [...(handlers.get(id) ?? []), own]);
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((h) => h !== own),
      );
    };
  }, [id, enabled]);
}

/** One listener for the whole page; returns the function that stops it. */
export function listenToShortcuts(): () => void {
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const mod = event.ctrlKey || event.metaKey;
  if (!mod && isBusyWithKeys(event.target, event.key)) return;
  const key = pressed(event, mod);
  const sequence = leader && event.timeStamp - leader.at < 1000 ? `${leader.key} ${key}` : key;
  leader = key === 'g' ? { key, at: event.timeStamp } : undefined;
  const found = (event.shiftKey && idOf(`shift+${sequence}`)) || idOf(sequence);
  const handler = found && handlers.get(found)?.at(-1);
  if (!handler) return;
  event.preventDefault();
  leader = undefined;
  handler(event);
}

const idOf = (keys: string) =>
  (Object.keys(shortcuts) as ShortcutId[]).find((id) => shortcuts[id].keys === keys);

function pressed(event: KeyboardEvent, mod: boolean): string {
  const key = event.key.toLowerCase();
  return mod ? `mod+${key}` : event.altKey ? `alt+${key}` : key;
}

const busyPlaces =
  'input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"]:not([data-toast])';

/**
 * Whoever writes, chooses from a menu or answers a dialog, or presses Enter on a link, does not want shortcuts. A toast is
 * a dialog by its role, and keeps the focus after its "Undo": nobody is busy in one.
 */
function isBusyWithKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(busyPlaces)) return true;
  return key === 'Enter' && target.closest('a, button, summary, [role="button"], [role="tab"]') !== null;
}
