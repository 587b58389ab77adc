import type { MacroAction, Member, Priority, Snippet, Team } from '@causerie/protocol';
import type { Words } from '../words/en.ts';

export type MacroNames = {
  members: readonly Member[];
  teams: readonly Team[];
  snippets: readonly Snippet[];
};

/** What a macro's action will do, in one line. */
export function describeAction(action: MacroAction, words: Words, names: MacroNames): string {
  const { says, gone, times } = words.macros;
  switch (action.type) {
    case 'reply':
      return says.reply(shorten(action.text));
    case 'note':
      return says.note(shorten(action.text));
    case 'snippet':
      return says.snippet(names.snippets.find((each) => each.id === action.snippetId)?.name ?? '?');
    case 'assign':
      if (action.to === 'me') return says.assignMe;
      if (action.to === 'nobody') return says.assignNobody;
      return says.assign(names.members.find((each) => each.userId === action.to)?.name ?? gone);
    case 'team':
      if (action.teamId === null) return says.noTeam;
      return says.team(names.teams.find((each) => each.id === action.teamId)?.name ?? '?');
    case 'status':
      return says.status(words.inbox.status[action.status]);
    case 'snooze':
      return says.snooze(timeText(action.minutes, times));
    case 'add_labels':
      return says.add_labels(action.labels.join(', '));
    case 'remove_labels':
      return says.remove_labels(action.labels.join(', '));
    case 'priority':
      return says.priority(words.inbox.priorities[action.priority as Priority]);
  }
}

export const snoozeMinutes = {
  hour: 60,
  hours: 240,
  day: 1440,
  days: 4320,
  week: 10_080,
  month: 43_200,
} as const;

export function timeText(minutes: number, times: Words['macros']['times']): string {
  const known = (Object.keys(snoozeMinutes) as (keyof typeof snoozeMinutes)[]).find(
    (name) => snoozeMinutes[name] === minutes,
  );
  return known ? times[known] : times.minutes(minutes);
}

const shorten = (text: string) => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
};
