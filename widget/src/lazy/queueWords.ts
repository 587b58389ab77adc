/**
 * What is said of a place in the queue, in every language that the messenger speaks. Beside the other words, because
 * few visitors ever wait: those who do load it then.
 */
export type QueueWords = {
  /** `wait` is a duration in words; none where it cannot be foretold. */
  place: (n: number, wait: string | undefined) => string;
  leave: (byMail: boolean) => string;
};

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

export const queueWords: { [language: string]: QueueWords } = {
  en: {
    place: (n, wait) =>
      `${n === 1 ? 'You are next in line' : `You are ${n}${endings[ordinals.select(n)]} in line`}${wait ? `, about ${wait}` : ''}.`,
    leave: (byMail) =>
      `You can leave: we will keep your place and answer here${byMail ? ' or by e-mail' : ''}.`,
  },
  fr: {
    place: (n, wait) =>
      `${n === 1 ? 'C’est bientôt à vous' : `Vous êtes ${n}e dans la file`}${wait ? `, environ ${wait}` : ''}.`,
    leave: (byMail) =>
      `Vous pouvez partir : nous gardons votre place et répondons ici${byMail ? ' ou par e-mail' : ''}.`,
  },
};
