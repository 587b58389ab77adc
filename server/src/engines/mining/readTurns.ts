import type { Turn } from './turn.ts';

const authors = new Set(['contact', 'agent', 'bot']);

/**
 * Turns from JSONL `{conversation, at, author: contact|agent|bot, agent?, text}`, one object a line. `at` is ISO 8601 or
 * milliseconds since 1970. Empty lines are passed over; any other line that is not a turn is refused with its number.
 */
export function readTurns(content: string): Turn[] {
  const turns: Turn[] = [];
  content.split('\n').forEach((line, i) => {
    if (line.trim() !== '') turns.push(readTurn(line, i + 1));
  });
  return turns;
}

function readTurn(line: string, number: number): Turn {
  const row = parseObject(line, number);
  const { conversation, author, agent, text } = row;
  const at = typeof row.at === 'number' ? row.at : Date.parse(String(row.at));
  if ((typeof conversation !== 'string' && typeof conversation !== 'number') || conversation === '')
    throw new Error(`line ${number}: "conversation" must name the conversation`);
  if (!Number.isFinite(at))
    throw new Error(`line ${number}: "at" must be a time, such as 2026-03-01T09:30:00Z`);
  if (typeof author !== 'string' || !authors.has(author))
    throw new Error(`line ${number}: "author" must be contact, agent or bot`);
  if (typeof text !== 'string') throw new Error(`line ${number}: "text" must be a text`);
  const turn: Turn = { conversation: String(conversation), at, author: author as Turn['author'], text };
  if (typeof agent === 'string' && agent !== '') turn.agent = agent;
  return turn;
}

function parseObject(line: string, number: number): Record<string, unknown> {
  try {
    const row: unknown = JSON.parse(line);
    if (row && typeof row === 'object' && !Array.isArray(row)) return row as Record<string, unknown>;
  } catch {
    // Told below, with the line's number.
  }
  throw new Error(`line ${number}: expected a JSON object`);
}
