import type { ClientFrame } from '@causerie/protocol';
import type { AppError } from '../errors.ts';
import type { Session } from './session.ts';

/** What was read of a frame, as far as an answer needs it. */
export type Answerable = ClientFrame | { type: 'send'; ref: string };

/** Tells the client that its frame came to nothing: by its `ref`, or by what it wanted to follow. */
export function answerFailure(
  session: Session,
  frame: Answerable,
  { code, message, retryAfterMs }: AppError,
): void {
  if ('ref' in frame) {
    const retry = retryAfterMs === undefined ? {} : { retryAfterMs };
    session.send({ type: 'nack', ref: frame.ref, code, message, ...retry });
  } else if (frame.type === 'subscribe') {
    const id = subjectOf(frame);
    session.send({ type: 'unsubscribed', topic: frame.topic, ...(id && { id }), code });
  }
}

function subjectOf(frame: Extract<ClientFrame, { type: 'subscribe' }>): string | undefined {
  if (frame.topic === 'conversation') return frame.conversationId;
  if (frame.topic === 'view') return frame.view;
  return frame.topic === 'contact' ? frame.contactId : undefined;
}

/** That too much comes at once is not worth a line for each. */
export const isOurFault = ({ code, status }: AppError): boolean => status >= 500 && code !== 'overloaded';
