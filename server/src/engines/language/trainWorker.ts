import { parentPort, workerData } from 'node:worker_threads';
import { encodeModel } from './model/encodeModel.ts';
import type { TrainInput, TrainOptions } from './model/trainModel.ts';
import { trainModel } from './model/trainModel.ts';

/** What the worker is started with (`workerData`) and what it posts back. */
export interface TrainOrder {
  input: TrainInput;
  options: Omit<TrainOptions, 'onProgress' | 'onStage'>;
}

export type TrainReport = { kind: 'progress'; share: number } | { kind: 'model'; bytes: Uint8Array };

// The entry of a worker thread: trains, posts progress and at the end the encoded model, then ends by itself.
if (parentPort) {
  const port = parentPort;
  const { input, options } = workerData as TrainOrder;
  const model = trainModel(input, {
    ...options,
    onProgress: (share) => port.postMessage({ kind: 'progress', share } satisfies TrainReport),
  });
  const bytes = encodeModel(model);
  port.postMessage({ kind: 'model', bytes } satisfies TrainReport, [bytes.buffer as ArrayBuffer]);
}
