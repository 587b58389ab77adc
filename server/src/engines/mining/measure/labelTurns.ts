import { foldText } from '../../language/text/foldText.ts';
import type { Turn } from '../turn.ts';

const labelNames = ['intent', 'label', 'group', 'gold', 'category', 'faq'];
const headers = new Set(['text', 'conversation', 'utterance', 'message', ...labelNames]);

interface GoldRow {
  conversation?: string;
  text?: string;
  label: string;
}

/**
 * The gold labels of contacts' turns. Three forms are read: TSV `text<TAB>intent` or `conversation<TAB>intent` (header
 * optional; of three columns conversation, text, intent), JSONL `{conversation?, text?, intent}`, or one label a line, in
 * the order of the contacts' turns. A label given for a conversation alone belongs to all its contact's turns.
 */
export function labelTurns(turns: Turn[], content: string): Map<Turn, string> {
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '');
  const contacts = turns.filter((turn) => turn.author === 'contact');
  if (lines.every((line) => !line.includes('\t') && !line.startsWith('{')))
    return labelInOrder(contacts, lines);
  const ids = new Set(turns.map((turn) => turn.conversation));
  const byPlace = new Map<string, string>();
  lines.forEach((line, i) => {
    const row = line.startsWith('{') ? readObject(line, i + 1) : readColumns(line, i, ids);
    if (row) byPlace.set(placeOf(row), row.label);
  });
  const labels = new Map<Turn, string>();
  for (const turn of contacts) {
    const { conversation, text } = turn;
    const label =
      byPlace.get(placeOf({ conversation, text })) ??
      byPlace.get(placeOf({ text })) ??
      byPlace.get(placeOf({ conversation }));
    if (label !== undefined) labels.set(turn, label);
  }
  return labels;
}

function labelInOrder(contacts: Turn[], lines: string[]): Map<Turn, string> {
  if (lines.length !== contacts.length)
    throw new Error(`${lines.length} labels for ${contacts.length} turns of contacts: one a line is needed`);
  return new Map(contacts.map((turn, i) => [turn, lines[i]!.trim()]));
}

function placeOf({ conversation, text }: { conversation?: string; text?: string }): string {
  return JSON.stringify([conversation ?? null, text === undefined ? null : foldText(text).trim()]);
}

function readColumns(line: string, index: number, ids: Set<string>): GoldRow | undefined {
  const columns = line.split('\t');
  if (columns.length < 2) throw new Error(`line ${index + 1}: expected "text<TAB>intent"`);
  if (index === 0 && columns.every((column) => headers.has(column.trim().toLowerCase()))) return undefined;
  const label = columns.at(-1)!.trim();
  if (columns.length > 2) return { conversation: columns[0]!, text: columns[1]!, label };
  return ids.has(columns[0]!) ? { conversation: columns[0]!, label } : { text: columns[0]!, label };
}

function readObject(line: string, number: number): GoldRow {
  let row: Record<string, unknown>;
  try {
    row = JSON.parse(line) as Record<string, unknown>;
  } catch {
    throw new Error(`line ${number}: expected a JSON object`);
  }
  const label = labelNames.map((name) => row[name]).find((value) => value !== undefined && value !== null);
  if (label === undefined) throw new Error(`line ${number}: "intent" is missing`);
  const read: GoldRow = { label: String(label) };
  if (row.conversation !== undefined) read.conversation = String(row.conversation);
  if (typeof row.text === 'string') read.text = row.text;
  return read;
}
