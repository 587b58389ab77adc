import { Type } from 'typebox';
import { Conversation } from './conversation.ts';
import { Draft } from './desk.ts';
import { Notification } from './notification.ts';
import { Uuid } from './scalars.ts';
import { OwnCounts } from './view.ts';

/** The socket frames of the agents' daily work; `socket.ts` has them in its unions. */
const closed = { additionalProperties: false } as const;

/**
 * Agents: which conversations are in a view that only the server can decide: a saved one (its id), `mentions` or
 * `following`. `since`: the watermark of the page or of the last answer.
 */
export const SubscribeViewFrame = Type.Object(
  {
    type: Type.Literal('subscribe'),
    topic: Type.Literal('view'),
    view: Type.String({ maxLength: 36 }),
    since: Type.Optional(Type.String({ maxLength: 8000 })),
  },
  closed,
);

/** Agents: the counts of the reader's own views; those that are not named have not changed. */
export const OwnCountsFrame = Type.Object({ type: Type.Literal('own_counts'), counts: OwnCounts });

/**
 * Agents: what a change meant for a view that is followed: these are in it as they are now, those are not. With
 * `watermark` it answers a subscription; `reset`: too much changed, load the list anew.
 */
export const ViewRowsFrame = Type.Object({
  type: Type.Literal('view_rows'),
  view: Type.String(),
  inside: Type.Array(Conversation),
  outside: Type.Array(Uuid),
  watermark: Type.Optional(Type.String()),
  reset: Type.Optional(Type.Boolean()),
});

/** Agents: who follows a conversation now. */
export const FollowersFrame = Type.Object({
  type: Type.Literal('followers'),
  conversationId: Uuid,
  userIds: Type.Array(Uuid),
});

/** Agents: something new for the reader, or that was read elsewhere: then without `notification`. */
export const NotifiedFrame = Type.Object({
  type: Type.Literal('notified'),
  notification: Type.Optional(Notification),
});

/** Agents: a draft of the reader's, written on another device. */
export const DraftFrame = Type.Object({ type: Type.Literal('draft'), draft: Draft });
