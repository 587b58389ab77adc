import type { PoolClient } from 'pg';
import type { Db } from '../../db/transaction.ts';
import { AppError, coerceError } from '../../errors.ts';
import type { Announce } from '../announcements.ts';
import { appendStatement } from './appendStatement.ts';
import { type ConversationRecord, type ConversationRow, toConversationRecord } from './conversationRecord.ts';
import type { EntryRecord } from './entryRecord.ts';
import type { PreparedMessage } from './messageInput.ts';

/** What became of a message: `done` and `repeat` are in the log; the others are for the careful path. */
export type AppendOutcome =
  | { outcome: 'done'; entry: EntryRecord; conversation: ConversationRecord }
  | { outcome: 'repeat'; conversationId: string; seq: number; at: string }
  | { outcome: 'slow' | 'missing' | 'taken' | 'blocked' };

type Waiting = {
  message: PreparedMessage;
  resolve: (outcome: AppendOutcome) => void;
  reject: (error: Error) => void;
};

type ResultRow = ConversationRow & {
  ord: number;
  outcome: AppendOutcome['outcome'];
  known_in: string | null;
  entry_seq: number | null;
  entry_at: Date | null;
};

const MOST_PER_BATCH = 500;
const MOST_WAITING = 20_000;

/**
 * Group commit without a timer: what comes is flushed at once; what comes while a batch is in flight forms the next
 * one. Three to five times the throughput of a transaction per message, at lower latency. A message is resolved
 * after its commit, and announced just before. One lane per process: batches of one process never overlap, so
 * that per conversation the order of sending is the order of the log.
 */
export class Appender {
  readonly #db: Db;
  readonly #announce: Announce;
  #waiting: Waiting[] = [];
  #flushing = false;
  #connection: PoolClient | undefined;

  constructor(db: Db, announce: Announce) {
    this.#db = db;
    this.#announce = announce;
  }

  /** Resolves once the message is durable. Rejects with `overloaded` when too much waits, `unavailable` without a database. */
  append(message: PreparedMessage): Promise<AppendOutcome> {
    if (this.#waiting.length >= MOST_WAITING) return Promise.reject(new AppError('overloaded'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, resolve, reject });
      if (!this.#flushing) {
        this.#flushing = true;
        setImmediate(() => void this.#flush());
      }
    });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MOST_PER_BATCH);
      await this.#run(withoutTwins(batch, this.#waiting));
    }
    this.#flushing = false;
  }

  /** Gives the connection back. What still waits is flushed first. */
  async close(): Promise<void> {
    while (this.#flushing) await new Promise((resolve) => setTimeout(resolve, 5));
    this.#drop();
  }

  async #run(batch: Waiting[]): Promise<void> {
    try {
      const connection = await this.#connect();
      const result = await connection.query<ResultRow>({
        name: 'append',
        text: appendStatement,
        values: parameters(batch),
      });
      this.#settle(batch, result.rows);
    } catch (thrown) {
      await this.#runFailed(batch, coerceError(thrown));
    }
  }

  /** A row that fails must not harm its neighbours: the members are tried alone. A dead connection fails all. */
  async #runFailed(batch: Waiting[], error: Error): Promise<void> {
    if (!isRefusalOfDatabase(error)) {
      this.#drop(error);
      for (const { reject } of batch) reject(new AppError('unavailable', { cause: error }));
    } else if (batch.length > 1) {
      for (const waiting of batch) await this.#run([waiting]);
    } else if (isUniqueViolation(error)) {
      // The id was committed by somebody else while we waited for the row: it is known by now.
      await this.#runOnceMore(batch);
    } else {
      batch[0]?.reject(error);
    }
  }

  async #runOnceMore(batch: Waiting[]): Promise<void> {
    try {
      const connection = await this.#connect();
      const result = await connection.query<ResultRow>(appendStatement, parameters(batch));
      this.#settle(batch, result.rows);
    } catch (thrown) {
      for (const { reject } of batch) reject(coerceError(thrown));
    }
  }

  #settle(batch: Waiting[], rows: ResultRow[]): void {
    const outcomes = rows.map((row, i) => toOutcome(batch[i]!.message, row));
    this.#announce(
      outcomes.flatMap((o) =>
        o.outcome === 'done'
          ? [
              {
                kind: 'entries' as const,
                workspaceId: o.conversation.workspaceId,
                conversation: o.conversation,
                entries: [o.entry],
              },
            ]
          : [],
      ),
    );
    outcomes.forEach((outcome, i) => {
      batch[i]!.resolve(outcome);
    });
  }

  async #connect(): Promise<PoolClient> {
    if (this.#connection) return this.#connection;
    const connection = await this.#db.pool.connect();
    connection.once('error', (error) => this.#drop(error));
    // The generic plan must go by the indexes: on a small hot table it would choose to scan all its dead rows.
    await connection.query(
      'set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off',
    );
    this.#connection = connection;
    return connection;
  }

  /** Closes the connection: its settings must not leak to other users of the pool. */
  #drop(error?: Error): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.release(error ?? true);
  }
}

/** Two inputs of one batch with the same id would violate the unique key: the later one waits for the next batch. */
function withoutTwins(batch: Waiting[], waiting: Waiting[]): Waiting[] {
  const seen = new Set<string>();
  const twins: Waiting[] = [];
  const rest = batch.filter((w) => {
    const key = `${w.message.workspaceId}/${w.message.id}`;
    if (!seen.has(key)) return seen.add(key);
    twins.push(w);
    return false;
  });
  waiting.unshift(...twins);
  return rest;
}

function parameters(batch: Waiting[]): unknown[] {
  const messages = batch.map((w) => w.message);
  return [
    messages.map((m) => m.workspaceId),
    messages.map((m) => m.conversationId),
    messages.map((m) => m.id),
    messages.map((m) => m.kind),
    messages.map((m) => m.authorKind),
    messages.map((m) => m.authorId),
    messages.map((m) => JSON.stringify(m.content)),
    messages.map((m) => m.preview),
    messages.map((m) => m.content.kind),
    messages.map((m) => m.seenSeq ?? null),
  ];
}

function toOutcome(message: PreparedMessage, row: ResultRow): AppendOutcome {
  if (row.outcome === 'repeat')
    return {
      outcome: 'repeat',
      conversationId: row.known_in!,
      seq: row.entry_seq!,
      at: row.entry_at!.toISOString(),
    };
  if (row.outcome !== 'done') return { outcome: row.outcome };
  const entry: EntryRecord = {
    conversationId: message.conversationId,
    seq: row.entry_seq!,
    id: message.id,
    at: row.entry_at!.toISOString(),
    kind: message.kind,
    authorKind: message.authorKind,
    authorId: message.authorId,
    content: message.content,
    event: null,
  };
  return { outcome: 'done', entry, conversation: toConversationRecord(row) };
}

/** PostgreSQL's five-character codes mean that the server answered; class 57P and 08 that it is going away. */
function isRefusalOfDatabase(error: Error): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(57P|08|53)/.test(code);
}

const isUniqueViolation = (error: Error): boolean => (error as { code?: unknown }).code === '23505';
