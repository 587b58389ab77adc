import { parentPort } from 'node:worker_threads';
import type { ImportKind } from '@causerie/protocol';
import { beNice } from '../../lib/beNice.ts';
import { type ParsedImport, parseImportFile } from './parseImportFile.ts';

/** First the file, then which rows of it are wanted. */
export type FileOrder =
  | { kind: 'open'; importKind: ImportKind; bytes: Uint8Array }
  | { kind: 'slice'; from: number; count: number };
/** An answer to each order, in their order. */
export type FileAnswer =
  | { kind: 'opened'; contents: ParsedImport['contents'] }
  | { kind: 'slice'; rows: unknown[] }
  | { kind: 'unreadable'; message: string };

// The entry of a thread of its own: reading a large file takes seconds, in which nobody else must wait.
if (parentPort) {
  const port = parentPort;
  beNice();
  const tell = (answer: FileAnswer) => port.postMessage(answer);
  let parsed: ParsedImport | undefined;
  port.on('message', (order: FileOrder) => {
    try {
      if (order.kind === 'open') {
        parsed = parseImportFile(order.importKind, order.bytes);
        tell({ kind: 'opened', contents: parsed.contents });
      } else tell({ kind: 'slice', rows: parsed!.rows.slice(order.from, order.from + order.count) });
    } catch (thrown) {
      tell({ kind: 'unreadable', message: (thrown as Error).message });
    }
  });
}
