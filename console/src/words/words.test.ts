import { errorCodes } from '@causerie/protocol';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { nearestLanguage } from './WordsProvider.tsx';

/** Every word with its path; functions are called with signs that must appear in what they say. */
function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'function') {
    return [[path, call(value as (...parts: unknown[]) => unknown)]];
  }
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([name, inner]) =>
    leaves(inner, path ? `${path}.${name}` : name),
  );
}

/** Counts take a number, everything else takes words. */
function call(say: (...parts: unknown[]) => unknown): string {
  const said = String(say(...Array.from({ length: say.length }, (_, i) => `§${i}`)));
  return said.includes('NaN') ? String(say(...Array.from({ length: say.length }, () => 3))) : said;
}

/** The same in both languages, and rightly so. */
const same =
  /^(E-mail|FAQ|Type|Chatwoot|Intercom|Zendesk|§\d s|§0 h §1 m|§0 \/ 5|Webhooks|§0 ms|Causerie|Note|Messages|Agent|Contacts?|Conversations?|Conversation · §0|Violet|Mentions|Image|Question( §0)?|Code|Message|Mode|Latitude|Longitude|Notifications|Date|Pages|Nature|Macros|Imports|3 (conversations|minutes|webhooks)|minutes|SLA .*|§.*)$/;

describe.each([
  ['en', en],
  ['fr', fr],
] as const)('%s', (_, words) => {
  it('has every word, none empty, none undefined inside', () => {
    for (const [path, text] of leaves(words)) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/undefined|\[object|NaN/);
    }
  });
  it('has a text for every error code of the protocol', () => {
    for (const code of Object.keys(errorCodes))
      expect(words.errors[code as keyof typeof words.errors]).toBeTruthy();
  });
});

describe('French', () => {
  it('has the same places as English', () => {
    expect(leaves(fr).map(([path]) => path)).toEqual(leaves(en).map(([path]) => path));
  });
  it('has lists where English has lists', () => {
    const lists = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.length
        : value && typeof value === 'object' && Object.values(value).map(lists);
    expect(lists(fr)).toEqual(lists(en));
  });
  it('is French', () => {
    const english = new Map(leaves(en));
    const untranslated = leaves(fr).filter(([path, text]) => english.get(path) === text && !same.test(text));
    expect(untranslated.map(([path, text]) => `${path}: ${text}`)).toEqual([]);
  });
  it('breaks no line before a sign that belongs to the word before', () => {
    const breaking = leaves(fr).filter(
      ([path, text]) => / [:;?!»]|« /.test(text) && !path.endsWith('.typed'),
    );
    expect(breaking).toEqual([]);
    expect(fr.views.deleteTitle('Ma vue')).toBe('Supprimer la vue Ma vue\u00a0?');
  });
  it('uses typographic apostrophes', () => {
    expect(leaves(fr).filter(([, text]) => text.includes("'"))).toEqual([]);
  });
});

it('picks the nearest language', () => {
  expect(nearestLanguage([null, 'fr-CA', 'en'])).toBe('fr');
  expect(nearestLanguage(['de', 'EN-gb'])).toBe('en');
  expect(nearestLanguage(['zh'])).toBe('en');
});

it('names the parts that other checks rely on', () => {
  expect(en.account.email).toBe('E-mail');
  expect(en.account.password).toBe('Password');
  expect(en.account.signIn.submit).toBe('Sign in');
  expect(en.inbox.list).toBe('Conversations');
  expect([en.thread.composer.reply, en.thread.composer.note, en.thread.composer.sendReply]).toEqual([
    'Reply',
    'Note',
    'Send reply',
  ]);
  expect([
    en.inbox.views.mine,
    en.inbox.views.unassigned,
    en.inbox.views.all,
    en.inbox.views.resolved,
  ]).toEqual(['Mine', 'Unassigned', 'All', 'Resolved']);
  expect(en.inbox.actions.resolve).toBe('Resolve');
});
