import type { ClientFrame } from '@causerie/protocol';
import type { Session } from './session.ts';

export type FrameOf<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>;

/** One side's way of handling frames after the hello. */
export interface SocketSession {
  readonly session: Session;
  /** Joins topics and presence. */
  start(): Promise<void>;
  /** May throw an AppError, which is told to the client as the answer to this frame. */
  handle(frame: ClientFrame): Promise<void>;
  /** Undoes `start`, once. */
  stop(): void;
}
