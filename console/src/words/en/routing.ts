import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

export const routing = {
  /** `3 of 5`: conversations somebody has, and may have. */
  load: (load: number, capacity: number) => `${load}/${capacity}`,
  loadLong: (load: number, capacity: number) => `${load} of ${capacity} conversations`,
  place: (n: number) => `${n}${endings[ordinals.select(n)]} in line`,
  placeHint: (n: number, waiting: number) => `Place ${n} of ${waiting} in its queue`,
  handedOver: {
    asked: 'Handed over by the bot: a person was asked for',
    unhelpful: 'Handed over by the bot: its answer did not help',
    no_answer: 'Handed over by the bot: no answer that fits',
    unavailable: 'Handed over: the bot could not decide in time',
  },
  requeued: {
    unanswered: (who: string) => `Back to the queue: ${who} did not answer`,
    gone: (who: string) => `Back to the queue: ${who} is not there`,
    full: (who: string) => `Back to the queue: ${who} has no room for it`,
  },
  requeuedFromYou: {
    unanswered: 'Back to the queue: you did not answer',
    gone: 'Back to the queue: you were not there',
    full: 'Back to the queue: you have no room for it',
  },
  routedToYou: 'Routed to you',
  routedTo: (who: string) => `Routed to ${who}`,
  waited: (line: string, duration: string) => `${line} after ${duration}`,
  beyond: (line: string) => `${line}, beyond capacity`,
  full: {
    title: (name: string) => `${name} has no room`,
    has: (n: number) => plural(n, { one: '# conversation', other: '# conversations' }),
    text: (has: string, limit: string) =>
      `${has}, and ${limit} is the limit. Routing goes no further; you can.`,
    anyway: 'Assign anyway',
  },
  transfer: {
    item: 'Transfer with a note…',
    title: 'Transfer',
    to: 'To',
    people: 'People',
    teams: 'Teams',
    note: 'Note for them',
    noteHint: 'Only your colleagues see it.',
    action: 'Transfer',
    done: (to: string) => `Transferred to ${to}`,
    choose: 'Choose a person or a team.',
  },
  inbox: {
    title: 'Routing',
    mode: 'Who gets new conversations',
    modes: {
      off: 'People take them themselves',
      auto: 'Causerie gives them to who is there and has room',
    },
    autoHint:
      'To the least loaded of the team; among equals, to who was served longest ago. Nobody gets more than their capacity.',
    sticky: 'The same agent again',
    stickyHint: 'The agent whom the contact had last comes first, if there and with room.',
    language: 'Language',
    languages: {
      ignore: 'Does not matter',
      prefer: 'Rather somebody who speaks the contact’s language',
      require: 'Only somebody who speaks the contact’s language',
    },
    skills: 'Skills needed',
    skillsHint: 'Separate with commas. Only members with all of them get conversations of this inbox.',
    skillsByLabel: 'Labels can ask for a skill',
    skillsByLabelHint: 'A label with the name of a skill needs somebody who has it.',
    relax: 'Ask for neither skill nor language after',
    returnUnanswered: 'Unanswered: back to the queue after',
    returnGone: 'Agent gone while the customer waits: back to the queue after',
    never: 'Never',
    minutes: (n: number) => plural(n, { one: '# minute', other: '# minutes' }),
    showQueue: 'Tell visitors their place in the queue',
    showQueueHint: 'With the expected wait, where the last hours allow to tell it.',
    honesty: {
      told: (days: number, n: number) =>
        `Last ${days} days: ${plural(n, { one: '# visitor was told a wait.', other: '# visitors were told a wait.' })}`,
      kept: (share: string) => `${share} waited no longer than that, or a minute more.`,
      off: (n: number) =>
        plural(n, {
          one: 'Half were told right within # minute.',
          other: 'Half were told right within # minutes.',
        }),
    },
  },
  member: {
    edit: (name: string) => `Routing of ${name}`,
    capacity: 'Capacity',
    capacityHint: (standard: number) =>
      `Conversations at a time. Empty: the workspace’s standard (${standard}). 0: none from routing.`,
    skills: 'Skills',
    skillsHint: 'Separate with commas, for example: billing, repairs.',
    languages: 'Languages',
    languagesHint: 'Codes like en, fr, de. Empty: any.',
    languageWrong: (code: string) => `“${code}” is not a language code. Use codes like en or pt-BR.`,
    capacityWrong: 'A whole number from 0 to 200.',
  },
  workspace: {
    capacity: 'Standard capacity',
    capacityHint:
      'How many conversations routing gives each member at a time, unless they have a number of their own.',
  },
};
