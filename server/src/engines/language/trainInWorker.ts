import { Worker } from 'node:worker_threads';
import type { TrainOrder, TrainReport } from './trainWorker.ts';

/**
 * Trains in a thread of its own, so that messages go on while it runs. Resolves to the encoded model (`decodeModel`).
 * Aborting `signal` ends the thread at once and rejects with the signal's reason; an error in training rejects.
 */
export function trainInWorker(
  order: TrainOrder,
  onProgress: (share: number) => void = () => {},
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL('./trainWorker.ts', import.meta.url), { workerData: order });
    const stop = () => {
      void worker.terminate();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (report: TrainReport) => {
      if (report.kind === 'progress') onProgress(report.share);
      else resolve(report.bytes);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      signal?.removeEventListener('abort', stop);
      reject(new Error('training ended without a model'));
    });
  });
}
