import { describe, expect, it } from 'vitest';
import { lateWords } from '../lazy/lateWords.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { formatAgo, formatDay, formatDuration, formatReturn } from './times.ts';
import { chooseLanguage, loadSpeech, type Speech } from './words.ts';

const speech = (language: string): Speech => ({
  language,
  dir: 'ltr',
  words: language.startsWith('fr') ? fr : en,
});
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

describe('words', () => {
  it('are complete in every language, and not left in English by mistake', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
    const same = Object.entries(en).filter(
      ([key, text]) => typeof text === 'string' && text === fr[key as keyof typeof fr],
    );
    expect(same.map(([key]) => key).sort()).toEqual([
      'bot',
      'image',
      'menu',
      'message',
      'pause',
      'position',
      'thread',
    ]);
    for (const words of [en, fr])
      for (const text of Object.values(words)) if (typeof text === 'string') expect(text.trim()).not.toBe('');
  });

  it('of late parts are there in every language', () => {
    expect(Object.keys(lateWords)).toEqual(['en', 'fr']);
    expect(Object.keys(lateWords.fr!).sort()).toEqual(Object.keys(lateWords.en!).sort());
    for (const [key, text] of Object.entries(lateWords.fr!)) {
      if (typeof text === 'string')
        expect(text, key).not.toBe(lateWords.en![key as keyof typeof lateWords.en]);
    }
  });

  it('keep the names that other checks rely on', () => {
    expect([en.openChat, en.message, en.send]).toEqual(['Open chat', 'Message', 'Send']);
    expect([fr.openChat, fr.message, fr.send]).toEqual(['Ouvrir le chat', 'Message', 'Envoyer']);
  });

  it('count as each language does', () => {
    expect([en.unread(0), en.unread(1), en.unread(2)]).toEqual([
      '0 unread messages',
      '1 unread message',
      '2 unread messages',
    ]);
    expect([fr.unread(0), fr.unread(1), fr.unread(2)]).toEqual([
      '0 message non lu',
      '1 message non lu',
      '2 messages non lus',
    ]);
  });
});

describe('chooseLanguage', () => {
  it('takes the first wanted one that the inbox speaks, with its region', () => {
    expect(chooseLanguage(['de', 'fr-CA', 'en'], ['en', 'fr'])).toBe('fr-CA');
    expect(chooseLanguage(['fr-FR'], ['en'])).toBe('en');
    expect(chooseLanguage(['de'], ['fr', 'en'])).toBe('fr');
    expect(chooseLanguage(['xx'], ['yy'])).toBe('en');
    expect(chooseLanguage(['', 'fr'], [])).toBe('fr');
    expect(chooseLanguage(['constructor'], [])).toBe('en');
  });

  it('loads only what is asked for, and knows the direction', async () => {
    expect((await loadSpeech('fr-CA')).words.send).toBe('Envoyer');
    expect((await loadSpeech('fr-CA')).dir).toBe('ltr');
    expect((await loadSpeech('ar')).dir).toBe('rtl');
  });
});

describe('times', () => {
  const now = new Date(2026, 10, 20, 15, 0);
  it('say when we are back, on the visitor’s clock', () => {
    expect(plain(formatReturn(speech('en'), new Date(2026, 10, 20, 17, 30), now))).toBe('today at 5:30 PM');
    expect(plain(formatReturn(speech('en'), new Date(2026, 10, 21, 9, 0), now))).toBe('tomorrow at 9:00 AM');
    expect(plain(formatReturn(speech('en'), new Date(2026, 10, 23, 9, 0), now))).toBe('on Monday at 9:00 AM');
    expect(plain(formatReturn(speech('fr'), new Date(2026, 10, 23, 9, 0), now))).toBe('lundi à 9:00');
    expect(plain(formatReturn(speech('en-GB'), new Date(2027, 0, 2, 9, 0), now))).toBe(
      'on 2 January at 9:00',
    );
  });

  it('promise no less time than it takes', () => {
    expect(formatDuration(speech('en'), 20)).toBe('a moment');
    expect(formatDuration(speech('en'), 170)).toBe('3 min');
    expect(formatDuration(speech('en'), 3601)).toBe('2 hr');
    expect(plain(formatDuration(speech('fr'), 100_000))).toBe('2 jours');
  });

  it('name days and distances', () => {
    expect(formatDay(speech('fr'), new Date(2026, 10, 19), now)).toBe('Hier');
    expect(formatDay(speech('en-GB'), new Date(2025, 10, 19), now)).toContain('2025');
    expect(formatAgo(speech('en'), new Date(2026, 10, 20, 14, 55), now)).toContain('5 min');
    expect(formatAgo(speech('en'), new Date(2026, 10, 19, 23, 0), now)).toBe('yesterday');
  });
});
