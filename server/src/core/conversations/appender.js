import { AppError, coerceError } from '../../errors.ts';
import { appendStatement } from './appendStatement.ts';
import { toConversationRecord } from './conversationRecord.ts';
const MOST_PER_BATCH = 500;
const MOST_WAITING = 20000;
/**
 * Group commit without a timer: what comes is flushed at once; what comes while a batch is in flight forms the next
 * one. Three to five times the throughput of a transaction per message, at lower latency. A message is resolved
 * after its commit, and announced just before. One lane per process: batches of one process never overlap, so
 * that per conversation the order of sending is the order of the log.
 */
export class Appender {
    #db;
    #announce;
    #waiting = [];
    #flushing = false;
    #connection;
    constructor(db, announce) {
        this.#db = db;
        this.#announce = announce;
    }
    /** Resolves once the message is durable. Rejects with `overloaded` when too much waits, `unavailable` without a database. */
    append(message) {
        if (this.#waiting.length >= MOST_WAITING)
            return Promise.reject(new AppError('overloaded'));
        return new Promise((resolve, reject) => {
            this.#waiting.push({ message, resolve, reject });
            if (!this.#flushing) {
                this.#flushing = true;
                setImmediate(() => void this.#flush());
            }
        });
    }
    async #flush() {
        while (this.#waiting.length > 0) {
            const batch = this.#waiting.splice(0, MOST_PER_BATCH);
            await this.#run(withoutTwins(batch, this.#waiting));
        }
        this.#flushing = false;
    }
    /** Gives the connection back. What still waits is flushed first. */
    async close() {
        while (this.#flushing)
            await new Promise((resolve) => setTimeout(resolve, 5));
        this.#drop();
    }
    async #run(batch) {
        try {
            const connection = await this.#connect();
            const result = await connection.query({
                name: 'append',
                text: appendStatement,
                values: parameters(batch),
            });
            this.#settle(batch, result.rows);
        }
        catch (thrown) {
            await this.#runFailed(batch, coerceError(thrown));
        }
    }
    /** A row that fails must not harm its neighbours: the members are tried alone. A dead connection fails all. */
    async #runFailed(batch, error) {
        if (!isRefusalOfDatabase(error)) {
            this.#drop(error);
            for (const { reject } of batch)
                reject(new AppError('unavailable', { cause: error }));
        }
        else if (batch.length > 1) {
            for (const waiting of batch)
                await this.#run([waiting]);
        }
        else if (isUniqueViolation(error)) {
            // The id was committed by somebody else while we waited for the row: it is known by now.
            await this.#runOnceMore(batch);
        }
        else {
            batch[0]?.reject(error);
        }
    }
    async #runOnceMore(batch) {
        try {
            const connection = await this.#connect();
            const result = await connection.query(appendStatement, parameters(batch));
            this.#settle(batch, result.rows);
        }
        catch (thrown) {
            for (const { reject } of batch)
                reject(coerceError(thrown));
        }
    }
    #settle(batch, rows) {
        const outcomes = rows.map((row, i) => toOutcome(batch[i].message, row));
        this.#announce(outcomes.flatMap((o) => o.outcome === 'done'
            ? [
                {
                    kind: 'entries',
                    workspaceId: o.conversation.workspaceId,
                    conversation: o.conversation,
                    entries: [o.entry],
                },
            ]
            : []));
        outcomes.forEach((outcome, i) => {
            batch[i].resolve(outcome);
        });
    }
    async #connect() {
        if (this.#connection)
            return this.#connection;
        const connection = await this.#db.pool.connect();
        connection.once('error', (error) => this.#drop(error));
        // The generic plan must go by the indexes: on a small hot table it would choose to scan all its dead rows.
        await connection.query('set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off');
        this.#connection = connection;
        return connection;
    }
    /** Closes the connection: its settings must not leak to other users of the pool. */
    #drop(error) {
        const connection = this.#connection;
        this.#connection = undefined;
        connection?.release(error ?? true);
    }
}
/** Two inputs of one batch with the same id would violate the unique key: the later one waits for the next batch. */
function withoutTwins(batch, waiting) {
    const seen = new Set();
    const twins = [];
    const rest = batch.filter((w) => {
        const key = `${w.message.conversationId}/${w.message.id}`;
        if (!seen.has(key))
            return seen.add(key);
        twins.push(w);
        return false;
    });
    waiting.unshift(...twins);
    return rest;
}
function parameters(batch) {
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
    ];
}
function toOutcome(message, row) {
    if (row.outcome === 'repeat')
        return { outcome: 'repeat', seq: row.entry_seq, at: row.entry_at.toISOString() };
    if (row.outcome !== 'done')
        return { outcome: row.outcome };
    const entry = {
        conversationId: message.conversationId,
        seq: row.entry_seq,
        id: message.id,
        at: row.entry_at.toISOString(),
        kind: message.kind,
        authorKind: message.authorKind,
        authorId: message.authorId,
        content: message.content,
        event: null,
    };
    return { outcome: 'done', entry, conversation: toConversationRecord(row) };
}
/** PostgreSQL's five-character codes mean that the server answered; class 57P and 08 that it is going away. */
function isRefusalOfDatabase(error) {
    const code = error.code;
    return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(57P|08|53)/.test(code);
}
const isUniqueViolation = (error) => error.code === '23505';
