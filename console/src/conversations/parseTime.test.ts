import { describe, expect, it } from 'vitest';
import { parseTime } from './parseTime.ts';

/** A Friday, a quarter past ten. */
const now = new Date(2026, 10, 27, 10, 15);
const at = (month: number, date: number, hours = 9, minutes = 0, year = 2026) =>
  new Date(year, month - 1, date, hours, minutes);

describe('moments as people write them', () => {
  it.each<[string, Date]>([
    ['tomorrow', at(11, 28)],
    ['tomorrow 9', at(11, 28, 9)],
    ['Tomorrow at 2pm', at(11, 28, 14)],
    ['tomorrow 9:30', at(11, 28, 9, 30)],
    ['tomorrow morning', at(11, 28, 9)],
    ['tomorrow afternoon at 4', at(11, 28, 16)],
    ['in 2 hours', at(11, 27, 12, 15)],
    ['in an hour', at(11, 27, 11, 15)],
    ['in half an hour', at(11, 27, 10, 45)],
    ['in 30 min', at(11, 27, 10, 45)],
    ['3 days', at(11, 30, 10, 15)],
    ['in 2 weeks', at(12, 11, 10, 15)],
    ['monday', at(11, 30)],
    ['friday', at(12, 4)],
    ['next monday at 8', at(11, 30, 8)],
    ['mon 8am', at(11, 30, 8)],
    ['tonight', at(11, 27, 18)],
    ['this evening', at(11, 27, 18)],
    ['next week', at(11, 30)],
    ['next month', at(12, 1)],
    ['12 pm', at(11, 27, 12)],
    ['12 am', at(11, 28, 0)],
    ['noon', at(11, 27, 12)],
    ['9', at(11, 28, 9)],
    ['11', at(11, 27, 11)],
    ['march 12', at(3, 12, 9, 0, 2027)],
    ['12 March at 14:00', at(3, 12, 14, 0, 2027)],
    ['2026-12-24 18:00', at(12, 24, 18)],
    ['1/12', at(12, 1)],
    ['demain', at(11, 28)],
    ['demain 9h', at(11, 28, 9)],
    ['demain à 9h30', at(11, 28, 9, 30)],
    ['Demain matin', at(11, 28, 9)],
    ['après-demain', at(11, 29)],
    ['lundi', at(11, 30)],
    ['lundi à 14h', at(11, 30, 14)],
    ['lundi prochain 8 h', at(11, 30, 8)],
    ['mardi après-midi', at(12, 1, 14)],
    ['mercredi', at(12, 2)],
    ['dans 2 heures', at(11, 27, 12, 15)],
    ['dans une heure', at(11, 27, 11, 15)],
    ['dans 1h30', at(11, 27, 11, 45)],
    ['dans une demi-heure', at(11, 27, 10, 45)],
    ['dans 3 jours', at(11, 30, 10, 15)],
    ['dans une semaine', at(12, 4, 10, 15)],
    ['ce soir', at(11, 27, 18)],
    ['ce soir à 20h', at(11, 27, 20)],
    ['aujourd’hui 17h', at(11, 27, 17)],
    ['midi', at(11, 27, 12)],
    ['la semaine prochaine', at(11, 30)],
    ['le mois prochain', at(12, 1)],
    ['le 3 décembre', at(12, 3)],
    ['1er mars 2027 à 10h', at(3, 1, 10, 0, 2027)],
    ['14 juillet', at(7, 14, 9, 0, 2027)],
  ])('%s', (text, moment) => {
    expect(parseTime(text, now)?.toString()).toBe(moment.toString());
  });

  it('reads a date with the month first where that is the custom', () => {
    expect(parseTime('12/1', now, true)).toEqual(at(12, 1));
  });

  it.each(['', 'soon', 'blue', 'tomorrow blue', '25:00', '31 february', 'today 9', '10:75', 'in', '99'])(
    'takes "%s" for no moment to come',
    (text) => {
      expect(parseTime(text, now)).toBeUndefined();
    },
  );
});
