import { Content } from '@causerie/protocol';
import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { buildContent, type InsertDraft } from './buildContent.ts';
import { insertKinds } from './InsertMenu.tsx';

const draft: InsertDraft = {
  text: ' Which one? ',
  lines: [
    { key: '1', label: 'Blue', url: 'https://example.com', type: 'text' },
    { key: '2', label: ' ', url: '', type: 'text' },
  ],
  latitude: '48,85',
  longitude: '2.35',
};

it.each(insertKinds)('%s: what is built is what the protocol takes', (kind) => {
  const content = buildContent(kind, draft);
  expect(Value.Check(Content, JSON.parse(JSON.stringify(content)))).toBe(true);
});

it('tells what is wrong', () => {
  expect(buildContent('quickReplies', { text: 'x', lines: [] })).toBe('invalid');
  expect(buildContent('rating', { text: ' ', lines: [] })).toBe('invalid');
  expect(buildContent('location', { text: 'x', lines: [], latitude: '', longitude: '2' })).toBe('invalid');
  expect(buildContent('location', { text: 'x', lines: [], latitude: '91', longitude: '2' })).toBe('invalid');
  const script = { key: '1', label: 'x', url: 'javascript:alert(1)', type: 'text' as const };
  expect(buildContent('buttons', { text: 'x', lines: [script] })).toBe('url');
});
