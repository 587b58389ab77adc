import type { Opportunity } from '@causerie/protocol';

type Ranked = Pick<Opportunity, 'right'>;

const fits = ({ right }: Ranked): boolean => right.share >= 0.5;

/** Whether those begin here that one answer would fit less than half of the time: they come last, whatever they would save. */
export const startsUnlike = (items: readonly Ranked[], i: number): boolean =>
  i > 0 && !fits(items[i]!) && fits(items[i - 1]!);
