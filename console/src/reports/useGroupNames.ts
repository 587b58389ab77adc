import type { ReportGroup } from '@causerie/protocol';
import { useInboxes, useMembers, useTeams } from '../conversations/useDirectory.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

/** How a group of a report is called; `short` where there is little room. */
export function useGroupNames(groupBy: ReportGroup): (key: string | null, size?: 'short') => string {
  const words = useWords().reports;
  const { locale } = useFormats();
  const [members, teams, inboxes] = [useMembers(), useTeams(), useInboxes()];
  /** Days are the workspace's own: they are told as they are, whatever the reader's clock says. */
  const inUtc = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(at);
  const named = (list: { name: string }[], id: (each: never) => string, key: string | null, none: string) =>
    key === null ? none : (list.find((each) => id(each as never) === key)?.name ?? '…');
  return (key, size) => {
    switch (groupBy) {
      case 'day':
        return size
          ? inUtc({ day: 'numeric', month: 'numeric' }, Date.parse(key ?? ''))
          : inUtc({ weekday: 'short', day: 'numeric', month: 'short' }, Date.parse(key ?? ''));
      case 'hour':
        return inUtc({ hour: 'numeric', ...(!size && { minute: '2-digit' }) }, Number(key) * 3_600_000);
      case 'weekday':
        // 1 January 2024 was a Monday.
        return inUtc({ weekday: size ?? 'long' }, Date.UTC(2024, 0, Number(key)));
      case 'inbox':
        return named(inboxes, (each: { id: string }) => each.id, key, words.none);
      case 'team':
        return named(teams, (each: { id: string }) => each.id, key, words.noTeam);
      case 'agent':
        return named(members, (each: { userId: string }) => each.userId, key, words.none);
      case 'label':
        return key ?? words.noLabel;
    }
  };
}
