import { foldText } from './foldText.ts';
import type { SearchWords } from './planSearchWords.ts';
import { splitWords } from './splitWords.ts';

/** A stretch of text; `hit`: it is what was looked for. */
export type ExcerptPart = { text: string; hit?: true };

const BEFORE = 60;
const LENGTH = 220;

/** The part of `text` around the first hit, on one line, cut between words, with every hit marked. */
export function excerptOf(text: string, searched: Pick<SearchWords, 'shown' | 'shownRuns'>): ExcerptPart[] {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const hits = findHits(line, searched);
  const start = startOf(line, hits[0]?.start ?? 0);
  const end = endOf(line, start + LENGTH);
  const parts: ExcerptPart[] = [];
  let at = start;
  const plain = (to: number) => {
    if (to > at) parts.push({ text: line.slice(at, to) });
  };
  if (start > 0) parts.push({ text: '…' });
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue;
    plain(hit.start);
    parts.push({ text: line.slice(hit.start, hit.end), hit: true });
    at = hit.end;
  }
  plain(end);
  if (end < line.length) parts.push({ text: '…' });
  return parts;
}

function findHits(line: string, { shown, shownRuns }: Pick<SearchWords, 'shown' | 'shownRuns'>) {
  const exact = new Set(shown.map((word) => word.text));
  const beginnings = shown.filter((word) => word.begins).map((word) => word.text);
  const hits: { start: number; end: number }[] = [];
  for (const word of splitWords(line)) {
    if (word.parts) hits.push(...findInRun(line, word.start, word.end, shownRuns));
    else if (exact.has(word.text) || beginnings.some((beginning) => word.text.startsWith(beginning)))
      hits.push({ start: word.start, end: word.end });
  }
  return hits;
}

/** Places in a run are those in its folded form, where folding has kept its length; else the whole run is the hit. */
function findInRun(line: string, start: number, end: number, wanted: readonly string[]) {
  const folded = foldText(line.slice(start, end));
  const hits: { start: number; end: number }[] = [];
  for (const run of wanted) {
    for (let at = folded.indexOf(run); at >= 0; at = folded.indexOf(run, at + run.length)) {
      if (folded.length !== end - start) return [{ start, end }];
      hits.push({ start: start + at, end: start + at + run.length });
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

function startOf(line: string, hit: number): number {
  if (hit <= BEFORE) return 0;
  const space = line.indexOf(' ', hit - BEFORE);
  return space >= 0 && space < hit ? space + 1 : hit;
}

function endOf(line: string, wanted: number): number {
  if (wanted >= line.length) return line.length;
  const space = line.lastIndexOf(' ', wanted);
  return space > wanted - 40 ? space : wanted;
}
