import type { ServerFrame } from '@causerie/protocol';
import type { ConversationRecord } from '../core/conversations/conversationRecord.ts';
import { mayRead } from '../core/conversations/mayRead.ts';
import { encodeFrame } from './encodeFrame.ts';
import type { Session } from './session.ts';

/** A frame on its way to many: encoded once. `seq` and `version` let a session that is catching up drop what it has. */
export type Outgoing = { data: Buffer; conversationId?: string; seq?: number; version?: number };

/** Who may not see this conversation gets something else, or nothing. */
export type OnlyReaders = { of: ConversationRecord; others: (session: Session) => void };

/** Topics that sessions listen to. Strings, so that a set can hold them. */
export const topics = {
  /** Agents who have this conversation open. */
  conversation: (workspaceId: string, id: string) => `conversation/${workspaceId}/${id}`,
  /** Agents who follow the rows of all conversations. */
  rows: (workspaceId: string) => `rows/${workspaceId}`,
  /** All agents of the workspace. */
  desk: (workspaceId: string) => `desk/${workspaceId}`,
  /** One agent's screens. */
  user: (workspaceId: string, userId: string) => `user/${workspaceId}/${userId}`,
  /** The contact's own widgets. */
  contact: (workspaceId: string, contactId: string) => `contact/${workspaceId}/${contactId}`,
  /** Widgets of a visitor who is not a contact yet. */
  visitor: (workspaceId: string, address: string) => `visitor/${workspaceId}/${address}`,
  /** Agents who follow this contact's profile. */
  profile: (workspaceId: string, contactId: string) => `profile/${workspaceId}/${contactId}`,
};

/** Which session listens to what. */
export class Hub {
  readonly #sessions = new Map<string, Set<Session>>();
  /** How many topics of each workspace are listened to. */
  readonly #topics = new Map<string, number>();

  join(topic: string, session: Session): void {
    const sessions = this.#sessions.get(topic);
    if (sessions) sessions.add(session);
    else {
      this.#sessions.set(topic, new Set([session]));
      this.#count(topic, 1);
    }
    session.topics.add(topic);
  }

  leave(topic: string, session: Session): void {
    const sessions = this.#sessions.get(topic);
    session.topics.delete(topic);
    if (!sessions?.delete(session) || sessions.size > 0) return;
    this.#sessions.delete(topic);
    this.#count(topic, -1);
  }

  leaveAll(session: Session): void {
    for (const topic of [...session.topics]) this.leave(topic, session);
  }

  /** Workspaces of which anything is listened to. */
  workspaces(): string[] {
    return [...this.#topics.keys()];
  }

  /** Everybody who listens to anything of the workspace. */
  sessionsOf(workspaceId: string): Set<Session> {
    const topics = [...this.#sessions].filter(([topic]) => workspaceOf(topic) === workspaceId);
    return new Set(topics.flatMap(([, sessions]) => [...sessions]));
  }

  has(topic: string): boolean {
    return this.#sessions.has(topic);
  }

  sessions(topic: string): Iterable<Session> {
    return this.#sessions.get(topic) ?? [];
  }

  /** Sends one frame to everybody on the topic, encoded once and only if somebody listens. */
  send(
    topic: string,
    frame: () => ServerFrame,
    about: Omit<Outgoing, 'data'> = {},
    options: { except?: string; onlyReaders?: OnlyReaders } = {},
  ): void {
    const sessions = this.#sessions.get(topic);
    if (!sessions) return;
    const { except, onlyReaders } = options;
    let outgoing: Outgoing | undefined;
    for (const session of [...sessions]) {
      if (session.id === except) continue;
      if (session.limitedTo && onlyReaders && !mayRead(session.limitedTo, onlyReaders.of)) {
        onlyReaders.others(session);
        continue;
      }
      outgoing ??= { ...about, data: encodeFrame(frame()) };
      session.deliver(outgoing);
    }
  }

  #count(topic: string, by: number): void {
    const workspaceId = workspaceOf(topic);
    const count = (this.#topics.get(workspaceId) ?? 0) + by;
    if (count > 0) this.#topics.set(workspaceId, count);
    else this.#topics.delete(workspaceId);
  }
}

/** Every topic names its workspace second. */
const workspaceOf = (topic: string): string => topic.split('/', 2)[1] ?? '';
