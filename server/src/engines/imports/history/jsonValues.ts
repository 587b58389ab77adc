import type { HistoryProblem } from './historyRecord.ts';

/** What is read out of another system's JSON, of which nothing is certain. */
export type Json = { readonly [name: string]: unknown };

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The objects of a JSON document or of JSON lines: lists are opened, and so are the named parts of wrappers. A line that
 * cannot be read (the last one of a download that broke off, for one) is a problem of its own. Throws where nothing can be read.
 */
export function readObjects(text: string, wrappers: readonly string[], problems: HistoryProblem[]): Json[] {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  return opened(parseDocument(body, problems), wrappers);
}

function parseDocument(text: string, problems: HistoryProblem[]): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const values: unknown[] = [];
    for (const [i, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      try {
        values.push(JSON.parse(line));
      } catch {
        problems.push({
          kind: 'problem',
          place: `line ${i + 1}`,
          reason: 'not_json',
          data: line.slice(0, 300),
        });
      }
    }
    if (!values.some(isObject)) throw cause;
    return values;
  }
}

function opened(value: unknown, wrappers: readonly string[]): Json[] {
  if (Array.isArray(value)) return value.flatMap((each) => opened(each, wrappers));
  if (!isObject(value)) return [];
  const inner = wrappers.filter(
    (name) => Array.isArray(value[name]) || (name === 'data' && isObject(value[name])),
  );
  return inner.length > 0 ? inner.flatMap((name) => opened(value[name], wrappers)) : [value];
}

export const objectOf = (value: unknown): Json => (isObject(value) ? value : {});
export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A text, or a number as one; undefined for what says nothing. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.replaceAll('\0', '').trim();
  return text === '' ? undefined : text;
}

/** A moment as ISO 8601: seconds or milliseconds since 1970, or a text. */
export function timeOf(value: unknown): string | undefined {
  const number = typeof value === 'string' && /^\d{9,13}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number') {
    if (!Number.isFinite(number) || number <= 0) return undefined;
    const at = new Date(number < 100_000_000_000 ? number * 1000 : number);
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
  }
  if (typeof value !== 'string') return undefined;
  // What names no zone is meant in UTC, as those systems keep it.
  const text = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(value)
    ? `${value.replace(' ', 'T')}Z`
    : value;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Only what says something. */
export function compact<T extends object>(parts: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T;
}
