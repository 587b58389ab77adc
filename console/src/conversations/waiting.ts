import type { Conversation } from '@causerie/protocol';
import type { Words } from '../words/en.ts';

export type WaitingLevel = 'calm' | 'amber' | 'red';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Where no policy promises anything: a live visitor waits in front of the screen. */
const limits: Record<Conversation['mode'], { amber: number; red: number }> = {
  live: { amber: 2 * MINUTE, red: 5 * MINUTE },
  messaging: { amber: HOUR, red: 4 * HOUR },
};

export function waitingLevel(mode: Conversation['mode'], ms: number): WaitingLevel {
  const { amber, red } = limits[mode];
  return ms >= red ? 'red' : ms >= amber ? 'amber' : 'calm';
}

/** `now`, `4 m`, `3 h`, `2 d`: one unit, rounded down. */
export function formatDuration(words: Words['duration'], ms: number): string {
  if (ms < MINUTE) return words.seconds;
  if (ms < HOUR) return words.minutes(Math.floor(ms / MINUTE));
  if (ms < DAY) return words.hours(Math.floor(ms / HOUR));
  return words.days(Math.floor(ms / DAY));
}
