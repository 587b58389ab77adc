import type { Inbox, InboxRouting, OpeningHours, WebInboxSettings } from '@causerie/protocol';
import type { InboxPatch } from '../api/types.ts';

/** The part of an inbox that its page edits. */
export type InboxDraft = Pick<Inbox, 'name' | 'mode' | 'teamId' | 'hours' | 'settings' | 'routing'>;

export const draftOf = ({ name, mode, teamId, hours, settings, routing }: Inbox): InboxDraft => ({
  name,
  mode,
  teamId,
  hours,
  settings,
  routing,
});

/** Only what differs, so that two admins who change different things do not undo each other. */
export function inboxPatch(before: Inbox, draft: InboxDraft): InboxPatch {
  const patch: InboxPatch = {};
  if (draft.name.trim() !== before.name) patch.name = draft.name.trim();
  if (draft.mode !== before.mode) patch.mode = draft.mode;
  if (draft.teamId !== before.teamId) patch.teamId = draft.teamId;
  if (!same(draft.hours, before.hours)) patch.hours = draft.hours;
  const settings = changedPart(before.settings, draft.settings);
  if (!isEmpty(settings)) patch.settings = settings;
  const routing = changedPart(before.routing, draft.routing);
  if (!isEmpty(routing)) patch.routing = routing;
  return patch;
}

function changedPart<T extends object>(before: T, after: T): Partial<T> {
  const names = Object.keys(after) as (keyof T)[];
  const changed = names.filter((name) => !same(after[name], before[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]])) as Partial<T>;
}

export const isEmpty = (patch: object) => Object.keys(patch).length === 0;

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export const isColour = (value: string) => /^#[0-9a-f]{6}$/i.test(value);
export const isOrigin = (value: string) => /^https?:\/\/(\*\.)?[A-Za-z0-9.-]+(:\d+)?$/.test(value);

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];
export type Span = OpeningHours['weekly']['mon'][number];

/** The spans of a day in order, none ending before it starts or reaching into the next. */
export function areSpansRight(spans: readonly Span[]): boolean {
  const sorted = spans.toSorted((a, b) => a[0].localeCompare(b[0]));
  return sorted.every(([from, to], i) => from < to && (i === 0 || sorted[i - 1]![1] <= from));
}

export function firstWrongDay(hours: OpeningHours | null): Day | undefined {
  return hours ? days.find((day) => !areSpansRight(hours.weekly[day])) : undefined;
}

export function usualHours(timeZone: string): OpeningHours {
  const open: Span[] = [['09:00', '18:00']];
  return {
    timeZone,
    weekly: { mon: open, tue: open, wed: open, thu: open, fri: open, sat: [], sun: [] },
    holidays: [],
  };
}

/** What each sheet of the inbox's form gets. */
export type SheetProps = {
  draft: InboxDraft;
  set: (part: Partial<InboxDraft>) => void;
  setSettings: (part: Partial<WebInboxSettings>) => void;
  setRouting: (part: Partial<InboxRouting>) => void;
};
