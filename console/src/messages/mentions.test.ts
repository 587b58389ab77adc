import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Callable, findMentionQuery, matchCallables, referencesIn } from './mentions.ts';

const user = (id: string, name: string): Callable => ({ kind: 'user', id, name });
const people = [user('1', 'Amélie Laurent'), user('2', 'Bruno'), user('3', 'Bruno Petit'), user('4', 'Zoé')];
const team: Callable = { kind: 'team', id: 't', name: 'Support' };

describe('calls in a note', () => {
  it.each([
    ['@', { from: 0, query: '' }],
    ['hello @am', { from: 6, query: 'am' }],
    ['hello @Bruno Pe', { from: 6, query: 'Bruno Pe' }],
    ['(@z', { from: 1, query: 'z' }],
    ['mail a@b', undefined],
    ['no call', undefined],
    ['@a b c d', undefined],
  ])('%s', (text, expected) => {
    expect(findMentionQuery(text, text.length)).toEqual(expected);
  });

  it('finds people by any word of their name, whatever the accents', () => {
    expect(matchCallables(people, 'amel').map((p) => p.id)).toEqual(['1']);
    expect(matchCallables(people, 'lau').map((p) => p.id)).toEqual(['1']);
    expect(matchCallables(people, 'br').map((p) => p.id)).toEqual(['2', '3']);
    expect(matchCallables([...people, team], '').length).toBe(5);
  });

  it('refers to whom was meant, the longer name first, and to nobody in an address', () => {
    const text = '@Bruno Petit and @Bruno, see a@Bruno.example @Support';
    expect(referencesIn(text, [], [...people, team])).toEqual([
      { kind: 'user', id: '3', offset: 0, length: 12 },
      { kind: 'user', id: '2', offset: 17, length: 6 },
      { kind: 'team', id: 't', offset: 45, length: 8 },
    ]);
  });

  it('of two of the same name only the picked one is meant', () => {
    const twins = [user('1', 'Sam'), user('2', 'Sam')];
    expect(referencesIn('@Sam', [], twins)).toEqual([]);
    expect(referencesIn('@Sam', [twins[1]!], twins).map((m) => m.id)).toEqual(['2']);
  });

  it('references never overlap and stand where their name stands', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('@Bruno', '@Bruno Petit', ' ', 'x', '@Zoé', ',')), (parts) => {
        const text = parts.join('');
        const found = referencesIn(text, [], people);
        let end = 0;
        for (const { offset, length, id } of found) {
          expect(offset).toBeGreaterThanOrEqual(end);
          expect(text.slice(offset, offset + length)).toBe(`@${people.find((p) => p.id === id)?.name}`);
          end = offset + length;
        }
      }),
    );
  });
});
