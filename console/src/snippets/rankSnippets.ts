import type { Snippet } from '@causerie/protocol';

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();

/** What was folded once for each snippet; typing ranks them all at each key. */
const folded = new WeakMap<Snippet, { name: string; topic: string; text: string }>();

function foldedOf(snippet: Snippet) {
  let known = folded.get(snippet);
  if (!known) {
    const { name, topic, texts } = snippet;
    known = { name: fold(name), topic: fold(topic ?? ''), text: fold(texts.map((t) => t.text).join('\n')) };
    folded.set(snippet, known);
  }
  return known;
}

/**
 * The snippets that fit what was typed, best first: the name's beginning, a word of it, letters of it in their order;
 * then the topic; then every word somewhere in the text. All of them, by topic and name, while nothing is typed.
 */
export function rankSnippets(snippets: readonly Snippet[], typed: string): Snippet[] {
  const query = fold(typed.trim());
  const scored = snippets.flatMap((snippet) => {
    const score = query === '' ? 1 : scoreOf(foldedOf(snippet), query);
    return score > 0 ? [{ snippet, score }] : [];
  });
  return scored
    .sort((a, b) => b.score - a.score || byTopicAndName(a.snippet, b.snippet))
    .map(({ snippet }) => snippet);
}

function scoreOf(
  { name, topic, text }: { name: string; topic: string; text: string },
  query: string,
): number {
  if (name === query) return 100;
  if (name.startsWith(query)) return 90;
  if (` ${name}`.includes(` ${query}`)) return 80;
  if (name.includes(query)) return 70;
  if (topic.startsWith(query)) return 60;
  const words = query.split(/\s+/);
  if (words.every((word) => `${name} ${topic}`.includes(word))) return 55;
  if (query.length > 1 && inOrder(name, query)) return 50;
  if (query.length > 2 && words.every((word) => text.includes(word))) return 30;
  return 0;
}

function inOrder(text: string, letters: string): boolean {
  let at = -1;
  return [...letters.replaceAll(' ', '')].every((letter) => {
    at = text.indexOf(letter, at + 1);
    return at >= 0;
  });
}

/** Without a topic last. */
const byTopicAndName = (a: Snippet, b: Snippet): number =>
  Number(a.topic === null) - Number(b.topic === null) ||
  (a.topic ?? '').localeCompare(b.topic ?? '') ||
  a.name.localeCompare(b.name);
