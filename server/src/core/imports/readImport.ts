import type { HistoryRecord } from '../../engines/imports/history/historyRecord.ts';
import type { FileStore } from '../files/fileStore.ts';
import { type ImportRow, keyOfImport } from './importRow.ts';
import { type ImportFile, openImportFile } from './openImportFile.ts';

/** The rows of imports' files that come next. */
export type ReadImport = {
  /** Rows of a table, without the heading. */
  table(row: ImportRow, count: number): Promise<string[][]>;
  history(row: ImportRow, count: number): Promise<HistoryRecord[]>;
  /** Lets go of the file that was read last. */
  close(): void;
};

/** A file that nobody has asked for so long is let go: its import was cancelled, or another node has it. */
const IDLE_MS = 30_000;

/** Keeps the file that was read last: an import's batches follow one another, and reading it for each would take longer. */
export function createReadImport(store: FileStore): ReadImport {
  let last: { key: string; file: Promise<ImportFile> } | undefined;
  let idle: NodeJS.Timeout | undefined;
  const close = () => {
    clearTimeout(idle);
    last?.file.then((file) => file.close()).catch(() => {});
    last = undefined;
  };
  const next = async (row: ImportRow, count: number): Promise<unknown[]> => {
    const key = keyOfImport(row.workspace_id, row.id);
    if (last?.key !== key) {
      close();
      last = { key, file: store.get(key).then((bytes) => openImportFile(row.kind, bytes)) };
    }
    clearTimeout(idle);
    const rows = await last.file
      .then((file) => file.slice(row.done, count))
      .catch((thrown) => {
        close();
        throw thrown;
      });
    if (row.done + count >= row.total) close();
    else idle = setTimeout(close, IDLE_MS).unref();
    return rows;
  };
  return {
    table: async (row, count) => (await next(row, count)) as string[][],
    history: async (row, count) => (await next(row, count)) as HistoryRecord[],
    close,
  };
}
