import { Worker } from 'node:worker_threads';
import type { ImportKind } from '@causerie/protocol';
import type { FileAnswer, FileOrder } from './fileThread.ts';
import { type ImportContents, parseImportFile } from './parseImportFile.ts';

/** A file that was read, until it is closed. */
export type ImportFile = {
  contents: ImportContents;
  slice(from: number, count: number): Promise<unknown[]>;
  close(): void;
};

/** Smaller ones are read at once: that takes no longer than to start a thread. */
const IN_PLACE_BYTES = 512 * 1024;
/** A file of 200 MB becomes some 800 MB of records. One that becomes more ends its thread, not the server. */
const MOST_MEGABYTES = 2048;

/**
 * Reads a file that is to be imported, a large one in a thread of its own, so that nobody's messages wait for it. Throws an
 * Error that says why for a file that is not what its kind says, or that does not fit into memory.
 */
export async function openImportFile(kind: ImportKind, bytes: Uint8Array): Promise<ImportFile> {
  if (bytes.length <= IN_PLACE_BYTES) {
    const { contents, rows } = parseImportFile(kind, bytes);
    return { contents, slice: async (from, count) => rows.slice(from, from + count), close: () => {} };
  }
  const worker = new Worker(new URL('./fileThread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  const ask = (order: FileOrder) =>
    new Promise<FileAnswer>((resolve, reject) => {
      const ended = () => reject(new Error('Reading the file ended without a result.'));
      const failed = (error: Error & { code?: string }) =>
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new Error('The file does not fit into memory. Give it in parts.')
            : error,
        );
      worker.once('error', failed).once('exit', ended);
      worker.once('message', (answer: FileAnswer) => {
        worker.off('error', failed).off('exit', ended);
        if (answer.kind === 'unreadable') reject(new Error(answer.message));
        else resolve(answer);
      });
      worker.postMessage(order);
    });
  const close = () => void worker.terminate();
  // It keeps no process alive that is about to end.
  worker.unref();
  try {
    const opened = await ask({ kind: 'open', importKind: kind, bytes });
    if (opened.kind !== 'opened') throw new Error('Reading the file ended without a result.');
    let last: Promise<unknown> = Promise.resolve();
    return {
      contents: opened.contents,
      slice: (from, count) => {
        const next = last
          .catch(() => {})
          .then(() => ask({ kind: 'slice', from, count }))
          .then((answer) => (answer.kind === 'slice' ? answer.rows : []));
        last = next;
        return next;
      },
      close,
    };
  } catch (thrown) {
    close();
    throw thrown;
  }
}
