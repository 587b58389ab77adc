import type { PoolClient } from 'pg';
import { intArray, jsonbArray, textArray, uuidArray } from '../../db/binaryArrays.ts';
import { isPassing } from '../../db/errors.ts';
import { momentsAsText } from '../../db/pool.ts';
import type { Db } from '../../db/transaction.ts';
import { AppError, coerceError } from '../../errors.ts';
import { someTimeLater } from '../../lib/someTimeLater.ts';
import type { Announce } from '../announcements.ts';
import { type AppendOutcome, type ResultRow, toOutcomes } from './appendOutcomes.ts';
import { appendStatement } from './appendStatement.ts';
import type { PreparedMessage } from './messageInput.ts';

type Waiting = {
  message: PreparedMessage;
  /** When it came, in milliseconds of `performance.now()`. */
  since: number;
  resolve: (outcome: AppendOutcome) => void;
  reject: (error: Error) => void;
};

/** Told of each batch: how many messages, and seconds until they were settled. */
type BatchListener = (messages: number, seconds: number) => void;

const MOST_PER_BATCH = 500;
/** What a column of numbers holds; whoever says they have seen more has seen all. */
const LARGEST_INT = 2 ** 31 - 1;
/** More than this would cost memory. */
const MOST_WAITING = 20_000;
/** How long the oldest one may have waited before newcomers are told to come back: those that are accepted are done soon. */
const LONGEST_WAIT_MS = 2000;

/**
 * Group commit without a timer: what comes is flushed at once; what comes while a batch is in flight forms the next
 * one. Three to five times the throughput of a transaction per message, at lower latency. A message is resolved
 * after its commit, and announced just before. One lane per process: batches of one process never overlap, so
 * that per conversation the order of sending is the order of the log.
 */
export class Appender {
  readonly #db: Db;
  readonly #announce: Announce;
  readonly #onBatch: BatchListener;
  #waiting: Waiting[] = [];
  #flushing = false;
  #connection: PoolClient | undefined;

  constructor(db: Db, announce: Announce, onBatch: BatchListener = () => {}) {
    this.#db = db;
    this.#announce = announce;
    this.#onBatch = onBatch;
  }

  /** How many messages wait for the batch in flight to end. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** More comes than becomes durable: what came now would wait too long. */
  get isOverloaded(): boolean {
    const oldest = this.#waiting[0];
    if (oldest === undefined) return false;
    return this.#waiting.length >= MOST_WAITING || performance.now() - oldest.since > LONGEST_WAIT_MS;
  }

  /** Resolves once the message is durable. Rejects with `overloaded` when too much waits, `unavailable` without a database. */
  append(message: PreparedMessage): Promise<AppendOutcome> {
    if (this.isOverloaded)
      return Promise.reject(new AppError('overloaded', { retryAfterMs: someTimeLater() }));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, since: performance.now(), resolve, reject });
      if (!this.#flushing) {
        this.#flushing = true;
        setImmediate(() => void this.#flush());
      }
    });
  }

  /** The database has the next batch before the last one is announced: neither waits for the other. */
  async #flush(): Promise<void> {
    let settle = () => {};
    while (this.#waiting.length > 0) {
      const batch = withoutTwins(this.#waiting.splice(0, MOST_PER_BATCH), this.#waiting);
      const started = performance.now();
      const asked = this.#ask(batch);
      settle();
      settle = await asked.then(
        (rows) => () => this.#settle(batch, rows),
        (thrown) => this.#runFailed(batch, coerceError(thrown)),
      );
      this.#onBatch(batch.length, (performance.now() - started) / 1000);
      if (this.#waiting.length > 0) continue;
      settle();
      settle = () => {};
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
      this.#settle(batch, await this.#ask(batch));
    } catch (thrown) {
      await this.#runFailed(batch, coerceError(thrown));
    }
  }

  /** With a connection the statement is on its way when this returns. */
  async #ask(batch: Waiting[]): Promise<ResultRow[]> {
    const connection = this.#connection ?? (await this.#connect());
    const result = await connection.query<ResultRow>({
      name: 'append',
      text: appendStatement,
      values: parameters(batch),
      types: momentsAsText,
    });
    return result.rows;
  }

  /** A row that fails must not harm its neighbours: the members are tried alone. A dead connection fails all. */
  async #runFailed(batch: Waiting[], error: Error): Promise<() => void> {
    if (!isRefusalOfDatabase(error)) {
      this.#drop(error);
      for (const { reject } of batch) reject(new AppError('unavailable', { cause: error }));
    } else if (batch.length > 1) {
      for (const waiting of batch) await this.#run([waiting]);
    } else if (isUniqueViolation(error)) {
      // The id was committed by somebody else while we waited for the row: it is known by now.
      await this.#runOnceMore(batch);
    } else {
      batch[0]?.reject(toAnswer(error));
    }
    return () => {};
  }

  async #runOnceMore(batch: Waiting[]): Promise<void> {
    try {
      const connection = await this.#connect();
      const result = await connection.query<ResultRow>({
        text: appendStatement,
        values: parameters(batch),
        types: momentsAsText,
      });
      this.#settle(batch, result.rows);
    } catch (thrown) {
      const error = coerceError(thrown);
      if (!isRefusalOfDatabase(error)) this.#drop(error);
      for (const { reject } of batch) reject(toAnswer(error));
    }
  }

  /** Announces and resolves. The messages are durable: whatever goes wrong in telling of them, they are acknowledged. */
  #settle(batch: Waiting[], rows: ResultRow[]): void {
    const outcomes = toOutcomes(
      batch.map((w) => w.message),
      rows,
    );
    try {
      this.#tell(outcomes);
    } catch (thrown) {
      this.#db.log(coerceError(thrown));
    }
    outcomes.forEach((outcome, i) => {
      batch[i]!.resolve(outcome);
    });
  }

  #tell(outcomes: AppendOutcome[]): void {
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
  }

  async #connect(): Promise<PoolClient> {
    if (this.#connection) return this.#connection;
    const connection = await this.#db.pool.connect();
    connection.once('error', (error) => this.#drop(error));
    // Planned once, not for each batch; and the plan must go by the indexes: on a small hot table it would choose to scan
    // all its dead rows.
    await connection.query(
      'set plan_cache_mode = force_generic_plan; set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off',
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

/** In the order of `appendStatement`. */
function parameters(batch: Waiting[]): Buffer[] {
  const messages = batch.map((w) => w.message);
  return [
    uuidArray(messages.map((m) => m.workspaceId)),
    uuidArray(messages.map((m) => m.conversationId)),
    uuidArray(messages.map((m) => m.id)),
    textArray(messages.map((m) => m.kind)),
    textArray(messages.map((m) => m.authorKind)),
    uuidArray(messages.map((m) => m.authorId)),
    jsonbArray(messages.map((m) => JSON.stringify(m.content))),
    textArray(messages.map((m) => m.preview)),
    textArray(messages.map((m) => m.content.kind)),
    intArray(messages.map((m) => (m.seenSeq === undefined ? null : Math.min(m.seenSeq, LARGEST_INT)))),
  ];
}

/** PostgreSQL's five-character codes mean that the server answered; class 57P and 08 that it is going away. */
function isRefusalOfDatabase(error: Error): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(57P|08|53)/.test(code);
}

/** What ails the database now is no fault of the message: its writer tries again. */
const toAnswer = (error: Error): Error =>
  isPassing(error) ? new AppError('unavailable', { cause: error }) : error;

const isUniqueViolation = (error: Error): boolean => (error as { code?: unknown }).code === '23505';
