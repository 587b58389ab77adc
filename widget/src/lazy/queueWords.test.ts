import { describe, expect, it } from 'vitest';
import { formatMinutes } from './formatMinutes.ts';
import { queueWords } from './queueWords.ts';

describe('the place in the queue', () => {
  it('is said with the wait, where it can be foretold', () => {
    const { place, leave } = queueWords.en!;
    expect(`${place(2, formatMinutes('en', 240))} ${leave(true)}`).toBe(
      'You are 2nd in line, about 4 minutes. You can leave: we will keep your place and answer here or by e-mail.',
    );
    expect([1, 3, 11, 22].map((n) => place(n, undefined))).toEqual([
      'You are next in line.',
      'You are 3rd in line.',
      'You are 11th in line.',
      'You are 22nd in line.',
    ]);
  });

  it('speaks every language of the messenger', () => {
    expect(queueWords.fr!.place(2, formatMinutes('fr', 7100))).toMatch(
      /^Vous êtes 2e dans la file, environ 2.heures\.$/,
    );
    expect(Object.keys(queueWords)).toEqual(['en', 'fr']);
  });
});
