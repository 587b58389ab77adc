import { useSyncExternalStore } from 'react';

export type Theme = 'auto' | 'light' | 'dark';
export type Language = 'en' | 'fr';

/** What this browser remembers of its user. The account's language wins over `language` once it is known. */
export type Preferences = {
  theme: Theme;
  language: Language | null;
  /** What sends: Enter, or Ctrl/Cmd with Enter. */
  sendWith: 'enter' | 'mod-enter';
  /** Where one is once a conversation was resolved, snoozed or called spam: still there, or in the next of the list. */
  afterClosing: 'stay' | 'next';
  notifications: boolean;
  sound: boolean;
  /** Widths in pixels. */
  listWidth: number;
  contactWidth: number;
  listOpen: boolean;
  viewsOpen: boolean;
  contactOpen: boolean;
  sort: 'newest' | 'oldest' | 'waiting' | 'due';
  /** Columns of the contact list beside the name; `field.<key>` for the workspace's own. */
  contactColumns: string[];
  /** The welcome of a workspace that was empty when it was first seen here, until it is done with. */
  welcome: { [workspaceId: string]: 'begun' | 'done' };
  workspaceId: string | null;
};

const KEY = 'causerie.preferences';
const initial: Preferences = {
  theme: 'auto',
  language: null,
  sendWith: 'enter',
  afterClosing: 'stay',
  notifications: false,
  sound: false,
  listWidth: 384,
  contactWidth: 300,
  listOpen: true,
  viewsOpen: true,
  contactOpen: true,
  sort: 'newest',
  contactColumns: ['email', 'company', 'city', 'last_seen'],
  welcome: {},
  workspaceId: null,
};

let current = read();
const listeners = new Set<() => void>();

export const getPreferences = (): Preferences => current;

export function setPreferences(patch: Partial<Preferences>): void {
  current = { ...current, ...patch };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Full or forbidden: it holds for this page only.
  }
  if ('theme' in patch) applyTheme();
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences);
}

/** Follows the system and other tabs; called once at start. The first paint's theme is set by `public/theme.js`. */
export function watchPreferences(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme);
  addEventListener('storage', (e) => {
    if (e.key !== KEY) return;
    current = read();
    applyTheme();
    for (const listener of listeners) listener();
  });
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): Preferences {
  try {
    return { ...initial, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return initial;
  }
}

function applyTheme() {
  const dark =
    current.theme === 'dark' ||
    (current.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}
