import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { ModelMeasures } from '@causerie/protocol';
import { decodeModel } from '../../../engines/language/model/decodeModel.ts';
import { encodeModel } from '../../../engines/language/model/encodeModel.ts';
import { type TrainInput, trainModel } from '../../../engines/language/model/trainModel.ts';
import { updateModel } from '../../../engines/language/model/updateModel.ts';
import { countFolds, measureModel } from './measureModel.ts';

/** What the thread is started with. `previous`: the model to be brought up to date; null: from the start. */
export type TrainOrder = { input: TrainInput; previous: Uint8Array | null; seed: number };
export type TrainReport =
  | { kind: 'progress'; share: number }
  | { kind: 'done'; bytes: Uint8Array; measures: ModelMeasures | null; usesVectors: boolean };

// The entry of a thread of its own.
if (parentPort) {
  const port = parentPort;
  beNice();
  const { input, previous, seed } = workerData as TrainOrder;
  // Of a whole training, the model itself; the rest is measuring it.
  const part = 1 / (1 + countFolds(input));
  let told = 0;
  const tell = (share: number) => {
    if (share - told < 0.01) return;
    told = share;
    port.postMessage({ kind: 'progress', share } satisfies TrainReport);
  };
  const model = previous
    ? updateModel(decodeModel(previous), input, seed)
    : trainModel(input, { seed, onProgress: (share) => tell(share * part) });
  const measures = previous
    ? null
    : measureModel(model.embeddings ? input : { ...input, embeddings: undefined }, seed, (share) =>
        tell(part + share * (1 - part)),
      );
  const bytes = encodeModel(model);
  const usesVectors = model.embeddings !== undefined;
  port.postMessage({ kind: 'done', bytes, measures, usesVectors } satisfies TrainReport, [
    bytes.buffer as ArrayBuffer,
  ]);
}

/** On Linux a priority is a thread's: the threads that serve messages keep theirs. Elsewhere it would be the process's, so it is left. */
function beNice(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(0, 19);
  } catch {
    // Not allowed here: it trains all the same.
  }
}
