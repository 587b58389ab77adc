import type { ImportKind } from '@causerie/protocol';
import type { HistoryRecord } from '../../engines/imports/history/historyRecord.ts';
import { readHistory } from '../../engines/imports/history/readHistory.ts';
import { decodeTable, readTable } from '../../engines/tables/readTable.ts';

const SAMPLES = 5;
const MOST_SAMPLE = 120;

/** What is told of a file before anything is taken in. */
export type ImportContents = { total: number; columns?: { name: string; samples: string[] }[] };
/** A file that was read: rows of a table without its heading, or records of a history. */
export type ParsedImport = { contents: ImportContents; rows: string[][] | HistoryRecord[] };

/** Reads a whole file. Throws an Error that says why for one that is not what its kind says. */
export function parseImportFile(kind: ImportKind, bytes: Uint8Array): ParsedImport {
  const text = decodeTable(bytes);
  if (kind !== 'contacts') {
    const rows = readHistory(kind, text);
    return { contents: { total: rows.length }, rows };
  }
  const [heading, ...rows] = readTable(text);
  if (!heading?.some((name) => name.trim() !== '')) throw new Error('The file is empty.');
  const samples = rows.slice(0, SAMPLES);
  const columns = heading.slice(0, 500).map((name, i) => ({
    name: name.replaceAll('\0', '').slice(0, MOST_SAMPLE),
    samples: samples.map((row) => (row[i] ?? '').replaceAll('\0', '').slice(0, MOST_SAMPLE)),
  }));
  return { contents: { total: rows.length, columns }, rows };
}
