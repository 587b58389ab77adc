/**
 * `active_about` stands in the indexes of lists in place of `active_at`: the beginning of its ten seconds (migration 0121), so that
 * a message seldom changes what an index names. Conditions of it are asked beside those of the moment itself, and let the index be used.
 */
const STEP = `interval '10 seconds'`;

/** SQL: true of all whose last activity was at `moment` or before. */
export const aboutUntil = (moment: string): string => `c.active_about <= ${moment}`;

/** SQL: true of all whose last activity was at `moment` or after. */
export const aboutSince = (moment: string): string => `c.active_about > ${moment} - ${STEP}`;
