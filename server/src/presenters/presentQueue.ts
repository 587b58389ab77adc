import type { Queue } from '@causerie/protocol';
import { promiseAt, type QueueRecord } from '../core/routing/readQueues.ts';

const MOST_IDS = 100;

/** A queue as agents see it. */
export function presentQueue(queue: QueueRecord, now: number): Queue {
  const { inboxId, teamId, agents, room, waiting } = queue;
  const since = waiting.map((one) => one.since);
  return {
    inboxId,
    teamId,
    waiting: waiting.length,
    longestSince: waiting.length > 0 ? new Date(Math.min(...since)).toISOString() : null,
    agents,
    room,
    expectedSeconds: promiseAt(queue, waiting.length + 1, now, now),
    conversationIds: waiting.slice(0, MOST_IDS).map((one) => one.conversationId),
  };
}
