import type { HistoryRecord } from '../../engines/imports/history/historyRecord.ts';
import { readHistory } from '../../engines/imports/history/readHistory.ts';
import { decodeTable, readTable } from '../../engines/tables/readTable.ts';
import type { FileStore } from '../files/fileStore.ts';
import { type ImportRow, keyOfImport } from './importRow.ts';

/** The rows of imports' files. */
export type ReadImport = {
  /** The rows of a table, without the heading. */
  table(row: ImportRow): Promise<string[][]>;
  history(row: ImportRow): Promise<HistoryRecord[]>;
};

/** Keeps the file that was read last: an import's batches follow one another, and reading it for each would take longer. */
export function createReadImport(store: FileStore): ReadImport {
  let last: { key: string; contents: unknown } | undefined;
  const once = async <T>(row: ImportRow, parse: (text: string) => T): Promise<T> => {
    const key = keyOfImport(row.workspace_id, row.id);
    if (last?.key !== key) last = { key, contents: parse(decodeTable(await store.get(key))) };
    const contents = last.contents as T;
    return contents;
  };
  return {
    table: (row) => once(row, (text) => readTable(text).slice(1)),
    history: (row) => once(row, (text) => (row.kind === 'contacts' ? [] : readHistory(row.kind, text))),
  };
}
