import { uuid } from '../../lib/uuid.ts';
import type { Core } from '../core.ts';
import { doNextRun, type Running } from './doRun.ts';
import type { PastOrder } from './pastThread.ts';
import { MOST_CONVERSATIONS, readPast, type Span } from './readPast.ts';
import type { RunId, RunKind } from './runLease.ts';
import { RunThread } from './runThread.ts';

/** A run that is done: who did it, how many conversations the span has, and how many were read. */
export type DoneRun = RunId & { doer: string; total: number; read: number };

/** A kind of long work on past conversations. */
export type PastWork<Order, Report> = {
  kind: RunKind;
  /** The entry of the thread that does it. */
  file: URL;
  /** Of the time that it takes, reading is about this share. */
  readingPart: number;
  /** Which conversations, and what to do with them, which is asked for once they are read. */
  plan(core: Core, run: RunId): Promise<{ span: Span; order: () => Promise<Order> }>;
  /** Writes what came of it and ends the run, in one transaction; nothing where it was cancelled or is somebody else's by now. */
  store(core: Core, done: DoneRun, report: Report): Promise<void>;
};

/** Does the runs of one kind that are due, one at a time, in a thread of its own. Several nodes may (`doNextRun`). */
export class PastWorker<Order, Report> {
  readonly #core: Core;
  readonly #work: PastWork<Order, Report>;
  readonly #id = uuid();
  readonly #most: number;
  readonly #stopping = new AbortController();

  /** So many conversations are read at `most`. */
  constructor(core: Core, work: PastWork<Order, Report>, most = MOST_CONVERSATIONS) {
    this.#core = core;
    this.#work = work;
    this.#most = most;
  }

  /** Resolves with how many were done. */
  doNext(): Promise<number> {
    return doNextRun(this.#core, this.#work.kind, this.#id, this.#stopping.signal, (running) =>
      this.#do(running),
    );
  }

  /** Ends the run under way; another node, or this one after its start, does it again. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Reads past conversations into the thread, then gives it the order and waits for its report. */
  async #do({ run, signal, tellShare }: Running): Promise<void> {
    const { file, readingPart, plan, store } = this.#work;
    const { span, order } = await plan(this.#core, run);
    const thread = new RunThread<PastOrder<Order>, Report>(file, signal);
    let read = 0;
    tellShare(() => readingPart * read + (1 - readingPart) * thread.share);
    try {
      const past = await readPast(
        this.#core.db,
        span,
        this.#most,
        signal,
        (turns) => thread.post({ kind: 'turns', turns }),
        (share) => (read = share),
      );
      thread.post({ kind: 'begin', order: await order() });
      await store(this.#core, { ...run, doer: this.#id, ...past }, await thread.report);
    } finally {
      await thread.end();
    }
  }
}
