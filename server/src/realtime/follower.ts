import type { Announcement } from '../core/announcements.ts';
import { takeWatermark } from '../core/conversations/readConversations.ts';
import { readMissed } from '../core/conversations/readMissed.ts';
import type { Core } from '../core/core.ts';

/** Marks are kept for about this long: what was announced before the oldest one has arrived, or is found again. */
const MARK_EVERY_MS = 4000;
const MARKS_KEPT = 4;
const LOOK_EVERY_MS = 1000;

export type FollowerParts = {
  db: Core['db'];
  /** Whether other nodes are heard. */
  isConnected: () => boolean;
  /** Workspaces that somebody here listens to. */
  workspaces: () => string[];
  /** To tell those who listen here, and nobody else. */
  tell: (announcement: Announcement) => void;
  /** Too much was missed in this workspace: its sockets must start over. */
  startOver: (workspaceId: string) => void;
  onError: (error: unknown) => void;
};

/**
 * Finds in the database what a bus has lost. While the bus is whole it only notes, every few seconds, where the
 * database stands; when something is `lost` it tells what happened since the oldest note; and while the bus is away it
 * looks every second. So a bus may forget anything without anybody missing a message.
 */
export class Follower {
  readonly #parts: FollowerParts;
  readonly #timer: NodeJS.Timeout;
  #marks: string[] = [];
  #markedAt = 0;
  #lost = false;
  #busy = false;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.#tick(), LOOK_EVERY_MS);
    void this.#tick();
  }

  lost(): void {
    this.#lost = true;
    void this.#tick();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (await this.#look());
    } catch (error) {
      this.#parts.onError(error);
    }
    this.#busy = false;
  }

  /** True where something was lost while it looked. */
  async #look(): Promise<boolean> {
    const { db, isConnected, workspaces } = this.#parts;
    const mustRead = this.#lost || !isConnected();
    if (!mustRead && Date.now() - this.#markedAt < MARK_EVERY_MS) return false;
    const mark = await takeWatermark(db);
    const since = this.#marks[0];
    if (mustRead && since !== undefined) {
      const wasLost = this.#lost;
      this.#lost = false;
      try {
        for (const workspaceId of workspaces()) await this.#read(workspaceId, since);
      } catch (error) {
        this.#lost = wasLost;
        throw error;
      }
    }
    // What was read up to here needs no earlier mark, unless it was read while others could still be heard of late.
    this.#marks = isConnected() ? [...this.#marks, mark].slice(-MARKS_KEPT) : [mark];
    this.#markedAt = Date.now();
    return this.#lost;
  }

  async #read(workspaceId: string, since: string): Promise<void> {
    const missed = await readMissed(this.#parts.db, workspaceId, since);
    if (!missed) return this.#parts.startOver(workspaceId);
    for (const announcement of missed) this.#parts.tell(announcement);
  }
}
