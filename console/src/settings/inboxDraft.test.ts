import type { Inbox } from '@causerie/protocol';
import { OpeningHours } from '@causerie/protocol';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import {
  areSpansRight,
  draftOf,
  firstWrongDay,
  inboxPatch,
  isEmpty,
  isOrigin,
  usualHours,
} from './inboxDraft.ts';
import { textOn } from './textOn.ts';

const inbox: Inbox = {
  id: 'i',
  kind: 'web',
  name: 'Shop',
  mode: 'live',
  teamId: null,
  hours: null,
  settings: {
    colour: '#443fb0',
    greeting: { en: 'Hello' },
    languages: ['en'],
    allowedOrigins: [],
    position: 'end',
    theme: 'auto',
    askRating: true,
    askEmail: true,
    mailAfterMinutes: 5,
    afterResolve: 'reopen',
  },
  routing: {
    mode: 'off',
    language: 'prefer',
    skills: [],
    skillsByLabel: false,
    relaxAfterMinutes: null,
    sticky: true,
    returnUnansweredMinutes: null,
    returnGoneMinutes: 5,
    showQueue: true,
  },
  key: 'k',
  identitySecretSet: false,
  lastRefused: null,
  lastSeenAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

describe('inboxPatch', () => {
  it('takes the changed part of routing only', () => {
    const draft = draftOf(inbox);
    expect(inboxPatch(inbox, { ...draft, routing: { ...draft.routing, mode: 'auto' } })).toEqual({
      routing: { mode: 'auto' },
    });
  });

  it('holds only what differs', () => {
    const draft = draftOf(inbox);
    expect(isEmpty(inboxPatch(inbox, draft))).toBe(true);
    expect(
      inboxPatch(inbox, { ...draft, name: ' New ', settings: { ...draft.settings, colour: '#000000' } }),
    ).toEqual({
      name: 'New',
      settings: { colour: '#000000' },
    });
    expect(inboxPatch({ ...inbox, hours: usualHours('UTC') }, { ...draft, hours: null })).toEqual({
      hours: null,
    });
  });
});

describe('hours', () => {
  it('starts with hours that the protocol takes', () => {
    expect(Value.Check(OpeningHours, usualHours('Europe/Paris'))).toBe(true);
    expect(firstWrongDay(usualHours('Europe/Paris'))).toBeUndefined();
  });

  it('knows overlaps and ends before starts, in any order', () => {
    expect(
      areSpansRight([
        ['13:00', '18:00'],
        ['09:00', '13:00'],
      ]),
    ).toBe(true);
    expect(
      areSpansRight([
        ['09:00', '13:30'],
        ['13:00', '18:00'],
      ]),
    ).toBe(false);
    expect(areSpansRight([['18:00', '09:00']])).toBe(false);
    expect(areSpansRight([['20:00', '24:00']])).toBe(true);
  });
});

it('takes origins, not addresses', () => {
  expect(['https://a.example', 'http://localhost:3000', 'https://*.a.example'].every(isOrigin)).toBe(true);
  expect(['https://a.example/', 'a.example', 'ftp://a', 'https://a.example/x'].some(isOrigin)).toBe(false);
});

it('writes on a colour what reads best', () => {
  expect([textOn('#443fb0'), textOn('#ffffff'), textOn('#ffd400'), textOn('#000000')]).toEqual([
    'white',
    'black',
    'black',
    'white',
  ]);
});
