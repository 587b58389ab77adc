import { Worker } from 'node:worker_threads';
import { coerceError } from '../../errors.ts';

/** A thread of its own for one run: it is given orders, tells its share if it likes, and ends with its report. */
export class RunThread<Order, Report> {
  readonly #worker: Worker;
  readonly report: Promise<Report>;
  /** What it told last. */
  share = 0;

  /** `file`: the entry of the thread. Aborting `signal` rejects the report. */
  constructor(file: URL, signal: AbortSignal) {
    this.#worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 2048 } });
    this.report = new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(coerceError(signal.reason)), { once: true });
      this.#worker.on('message', (said: Told<Report>) => {
        if (said.kind === 'share') this.share = said.share;
        else resolve(said.report);
      });
      this.#worker.once('error', reject);
      this.#worker.once('exit', () => reject(new Error('The run ended without a result.')));
    });
    // It may fail while the conversations are still being read; whoever waits for it hears of it then.
    this.report.catch(() => {});
  }

  post(order: Order): void {
    this.#worker.postMessage(order);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** What such a thread says. */
export type Told<Report> = { kind: 'share'; share: number } | { kind: 'report'; report: Report };
