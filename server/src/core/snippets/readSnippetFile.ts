import type { SnippetImport, SnippetText } from '@causerie/protocol';
import { readTableLines } from '../../engines/tables/readTable.ts';
import { fail } from '../../errors.ts';

/** An item of an import file as it stands there; what it names by name is resolved later. */
export type FileItem =
  | {
      line: number;
      kind: 'snippet';
      name: string;
      topic: string | null;
      team: string | null;
      texts: SnippetText[];
      /** Absent: nothing is said of files. */
      files?: CarriedFile[];
    }
  | { line: number; kind: 'macro'; name: string; team: string | null; actions: Record<string, unknown>[] };

/** A file that goes with a snippet. */
export type CarriedFile = { name: string; bytes: Buffer | undefined };

const MOST_ITEMS = 5000;

/** The items of a file. Errors: `invalid_value` where the file as a whole cannot be read. */
export function readSnippetFile({ format, text }: SnippetImport): FileItem[] {
  const items = format === 'csv' ? readCsv(text) : readJson(text);
  if (items.length > MOST_ITEMS)
    unreadable(`The file has more than ${MOST_ITEMS} items. Import it in parts.`);
  return items;
}

/** One line for each language; lines of one name are one snippet. */
function readCsv(text: string): FileItem[] {
  const [head, ...lines] = readTableLines(text);
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  if (!names.includes('name') || !names.includes('text'))
    unreadable('The first line must name the columns: name, topic, team, language, text.');
  const items = new Map<string, Extract<FileItem, { kind: 'snippet' }>>();
  for (const { line, cells } of lines) {
    const cell = (name: string) => (cells[names.indexOf(name)] ?? '').trim();
    const key = cell('name').toLowerCase() || `line ${line}`;
    const item = items.get(key) ?? {
      line,
      kind: 'snippet',
      name: cell('name'),
      topic: cell('topic') || null,
      team: cell('team') || null,
      texts: [],
    };
    item.texts.push({ language: cell('language') || 'en', text: cell('text') });
    items.set(key, item);
  }
  return [...items.values()];
}

function readJson(text: string): FileItem[] {
  const parsed = parseJson(text);
  const file = (Array.isArray(parsed) ? { snippets: parsed } : parsed) as Record<string, unknown>;
  const list = (name: string) => (Array.isArray(file?.[name]) ? (file[name] as unknown[]) : []);
  const snippets = list('snippets').map((raw, i): FileItem => {
    const { name, topic, team, texts, files } = partsOf(raw);
    return {
      line: i + 1,
      kind: 'snippet',
      name: textOf(name),
      topic: textOf(topic) || null,
      team: textOf(team) || null,
      texts: textsOf(texts),
      ...(files !== undefined && { files: filesOf(files) }),
    };
  });
  const macros = list('macros').map((raw, i): FileItem => {
    const { name, team, actions } = partsOf(raw);
    return {
      line: snippets.length + i + 1,
      kind: 'macro',
      name: textOf(name),
      team: textOf(team) || null,
      actions: Array.isArray(actions) ? actions.map(partsOf) : [],
    };
  });
  if (snippets.length + macros.length === 0) unreadable('The file holds no snippets and no macros.');
  return [...snippets, ...macros];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return unreadable('This is not JSON.');
  }
}

const partsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Without bytes: it was too large for the export. */
function filesOf(value: unknown): CarriedFile[] {
  return (Array.isArray(value) ? value.map(partsOf) : []).map(({ name, data }) => ({
    name: textOf(name) || 'file',
    bytes: typeof data === 'string' ? Buffer.from(data, 'base64') : undefined,
  }));
}

/** A list of language and text, or an object with a text for each language. */
function textsOf(value: unknown): SnippetText[] {
  const pairs = Array.isArray(value)
    ? value.map(partsOf).map(({ language, text }) => [language, text])
    : Object.entries(partsOf(value));
  return pairs.map(([language, text]) => ({ language: textOf(language), text: textOf(text) }));
}

const unreadable = (message: string): never => fail('invalid_value', { field: '/text', message });
