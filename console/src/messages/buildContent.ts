import type { Content, FormField } from '@causerie/protocol';
import type { InsertKind } from './InsertMenu.tsx';
import { isSafeLink } from './parseMarkdown.ts';

export type InsertLine = {
  key: string;
  label: string;
  url: string;
  type: Exclude<FormField['type'], 'choice'>;
};
export type InsertDraft = { text: string; lines: InsertLine[]; latitude?: string; longitude?: string };

/** The message of a draft, or what is wrong with it. */
export function buildContent(kind: InsertKind, draft: InsertDraft): Content | 'invalid' | 'url' {
  const text = draft.text.trim();
  const lines = draft.lines.filter((line) => line.label.trim() !== '');
  if (kind === 'location') return buildLocation(draft);
  if (text === '') return 'invalid';
  if (kind === 'rating') return { kind: 'rating', question: text, scale: 5 };
  if (lines.length === 0) return 'invalid';
  if (kind === 'quickReplies') {
    return {
      kind: 'quick_replies',
      text,
      options: lines.map((line, i) => ({ id: `option-${i + 1}`, label: line.label.trim() })),
    };
  }
  if (kind === 'form') {
    return {
      kind: 'form',
      title: text,
      fields: lines.map((line, i) => ({ id: `field-${i + 1}`, label: line.label.trim(), type: line.type })),
    };
  }
  if (lines.some((line) => !isSafeLink(line.url.trim()))) return 'url';
  return {
    kind: 'buttons',
    text,
    buttons: lines.map((line) => ({ kind: 'link', label: line.label.trim(), url: line.url.trim() })),
  };
}

function buildLocation(draft: InsertDraft): Content | 'invalid' {
  const latitude = degrees(draft.latitude, 90);
  const longitude = degrees(draft.longitude, 180);
  if (latitude === undefined || longitude === undefined) return 'invalid';
  return { kind: 'location', latitude, longitude, name: draft.text.trim() || undefined };
}

/** `48,85` as well as `48.85`. */
function degrees(written: string | undefined, most: number): number | undefined {
  const value = Number((written ?? '').trim().replace(',', '.') || Number.NaN);
  return Math.abs(value) <= most ? value : undefined;
}
