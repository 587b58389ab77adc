/**
 * A moment as people write it, in English or French, on the wall clock of this computer: "tomorrow 9", "in 2 hours",
 * "next monday", "demain 9h", "lundi à 14h30", "dans 2 jours", "12 march". A day without a time means nine in the morning,
 * a time without a day the next time the clock shows it. Undefined for what is no moment, or not in the future.
 */
export function parseTime(text: string, now: Date, monthFirst = false): Date | undefined {
  const rest: Rest = { text: ` ${normalise(text)} ` };
  const found = takeDuration(rest, now) ?? takeMoment(rest, now, monthFirst);
  // What is left must say nothing: better no guess than a wrong one.
  if (!found || /[a-z0-9]/.test(rest.text.replaceAll(fillers, ' '))) return undefined;
  return found.getTime() > now.getTime() ? found : undefined;
}

type Rest = { text: string };

const fillers =
  /\b(at|on|the|a|le|la|l|les|this|ce|cet|cette|vers|around|until|till|jusqu|de|du|prochaine?|next|o clock)\b/g;

/** Small letters without accents, words apart by one space. */
function normalise(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[’',]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Takes what matches out of the text. */
function take(rest: Rest, pattern: RegExp): RegExpExecArray | undefined {
  const match = pattern.exec(rest.text);
  if (!match) return undefined;
  rest.text = `${rest.text.slice(0, match.index)} ${rest.text.slice(match.index + match[0].length)}`;
  return match;
}

const minutesOf: [RegExp, number][] = [
  [/^(m|min|mins|minutes?)$/, 1],
  [/^(h|hours?|hrs?|heures?)$/, 60],
  [/^(d|days?|j|jours?)$/, 1440],
  [/^(w|weeks?|semaines?)$/, 10_080],
];
const units = '(minutes?|mins?|m|hours?|hrs?|heures?|h|days?|d|jours?|j|weeks?|w|semaines?|months?|mois)';

/** "in 2 hours", "dans 1h30", "2 days", "in half an hour". */
function takeDuration(rest: Rest, now: Date): Date | undefined {
  if (take(rest, /\b(in|dans) (half an? hour|une demi[ -]heure)\b/)) return minutesLater(now, 30);
  const mixed = take(rest, /\b(?:in|dans) (\d{1,2}) ?h ?(\d{1,2})\b/);
  if (mixed) return minutesLater(now, Number(mixed[1]) * 60 + Number(mixed[2]));
  const found =
    take(rest, new RegExp(`\\b(?:in|dans) (\\d{1,3}|an?|une?) ?${units}\\b`)) ??
    // Without "in" only words are plainly a duration: "9h" is a time of day.
    take(rest, /\b(\d{1,3}) (minutes?|mins?|hours?|heures?|days?|jours?|weeks?|semaines?|months?|mois)\b/);
  if (!found) return undefined;
  const amount = Number(found[1]) || 1;
  const unit = found[2]!;
  if (/^(months?|mois)$/.test(unit))
    return new Date(now.getFullYear(), now.getMonth() + amount, now.getDate(), 9);
  const [, minutes] = minutesOf.find(([pattern]) => pattern.test(unit))!;
  // Days are days of the calendar: the hour stays when the clocks change.
  if (minutes >= 1440) {
    const days = (amount * minutes) / 1440;
    return new Date(
      now.getFullYear(),
      now.getMonth(),
      now.getDate() + days,
      now.getHours(),
      now.getMinutes(),
    );
  }
  return minutesLater(now, amount * minutes);
}

const minutesLater = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);

type Day = { year: number; month: number; date: number };
type Time = { hours: number; minutes: number };

function takeMoment(rest: Rest, now: Date, monthFirst: boolean): Date | undefined {
  const day = takeDay(rest, now, monthFirst);
  const time = takeTime(rest);
  if (!day && !time) return undefined;
  if (day) return at(day, time ?? day.time ?? { hours: 9, minutes: 0 });
  const today = at(dayIn(now, 0), time!);
  return today.getTime() > now.getTime() ? today : at(dayIn(now, 1), time!);
}

const at = ({ year, month, date }: Day, { hours, minutes }: Time) =>
  new Date(year, month, date, hours, minutes);

const dayIn = (now: Date, days: number): Day => {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  return { year: day.getFullYear(), month: day.getMonth(), date: day.getDate() };
};

const weekdays = [
  /\b(sun|sunday|dim|dimanche)\b/,
  /\b(mon|monday|lun|lundi)\b/,
  /\b(tue|tues|tuesday|mar|mardi)\b/,
  /\b(wed|wednesday|mer|mercredi)\b/,
  /\b(thu|thur|thurs|thursday|jeu|jeudi)\b/,
  /\b(fri|friday|ven|vendredi)\b/,
  /\b(sat|saturday|sam|samedi)\b/,
];

function takeDay(rest: Rest, now: Date, monthFirst: boolean): (Day & { time?: Time }) | undefined {
  const dated = takeDate(rest, now, monthFirst);
  if (dated) return dated;
  if (take(rest, /\b(the )?day after tomorrow\b|\bapres[ -]demain\b/)) return dayIn(now, 2);
  if (take(rest, /\b(tomorrow|tmrw?|demain)\b/)) return dayIn(now, 1);
  if (take(rest, /\b(tonight|ce soir)\b/)) return { ...dayIn(now, 0), time: { hours: 18, minutes: 0 } };
  if (take(rest, /\b(today|aujourd hui)\b/)) return dayIn(now, 0);
  if (take(rest, /\b(next week|la semaine prochaine|semaine prochaine)\b/))
    return dayIn(now, untilWeekday(now, 1));
  if (take(rest, /\b(next month|le mois prochain|mois prochain)\b/))
    return { year: now.getFullYear(), month: now.getMonth() + 1, date: 1 };
  if (take(rest, /\b(weekend|week[ -]end)\b/)) return dayIn(now, untilWeekday(now, 6));
  const weekday = weekdays.findIndex((pattern) => take(rest, pattern));
  return weekday < 0 ? undefined : dayIn(now, untilWeekday(now, weekday));
}

/** One to seven days: a weekday's name is never today. */
const untilWeekday = (now: Date, weekday: number) => (weekday - now.getDay() + 7) % 7 || 7;

const months = [
  'jan(?:uary|v(?:ier)?)?',
  'feb(?:ruary)?|fev(?:rier)?',
  'march|mars',
  'apr(?:il)?|avr(?:il)?',
  'may|mai',
  'june?|juin',
  'july?|juil(?:let)?',
  'aug(?:ust)?|aout',
  'sept?(?:ember|embre)?',
  'oct(?:ober|obre)?',
  'nov(?:ember|embre)?',
  'dec(?:ember|embre)?',
];

/** "2026-12-01", "1/12", "12 march", "march 12", "1er mars 2027". Without a year, the next one. */
function takeDate(rest: Rest, now: Date, monthFirst: boolean): Day | undefined {
  const iso = take(rest, /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/);
  if (iso) return dateOf(now, Number(iso[3]), Number(iso[2]) - 1, Number(iso[1]));
  const slashed = take(rest, /\b(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?\b/);
  if (slashed) {
    const [first, second] = [Number(slashed[1]), Number(slashed[2])];
    const [date, month] = monthFirst ? [second, first] : [first, second];
    return dateOf(now, date, month - 1, slashed[3] ? Number(slashed[3]) : undefined);
  }
  for (const [month, name] of months.entries()) {
    const found =
      take(rest, new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|er)? (?:${name})\\b(?: (\\d{4})\\b)?`)) ??
      take(rest, new RegExp(`\\b(?:${name}) (\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (\\d{4})\\b)?`));
    if (found) return dateOf(now, Number(found[1]), month, found[2] ? Number(found[2]) : undefined);
  }
  return undefined;
}

function dateOf(now: Date, date: number, month: number, year: number | undefined): Day | undefined {
  const asked = new Date(year ?? now.getFullYear(), month, date);
  if (asked.getMonth() !== month || asked.getDate() !== date) return undefined;
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const next = year === undefined && asked < today ? now.getFullYear() + 1 : asked.getFullYear();
  return { year: next, month, date };
}

const partsOfDay: [RegExp, number][] = [
  [/\b(afternoon|apres[ -]midi|aprem)\b/, 14],
  [/\b(noon|midday|midi)\b/, 12],
  [/\b(morning|matin|matinee)\b/, 9],
  [/\b(evening|soir|soiree|night)\b/, 18],
];

function takeTime(rest: Rest): Time | undefined {
  const clock =
    take(rest, /\b(\d{1,2})(?::|\.|h| h )(\d{2})? ?(am|pm)?\b/) ??
    take(rest, /\b(\d{1,2})() ?(am|pm)\b/) ??
    take(rest, /\b(\d{1,2})()() ?(?:heures?|h)\b/) ??
    take(rest, /\b(\d{1,2})\b/);
  const part = partsOfDay.find(([pattern]) => take(rest, pattern));
  if (!clock) return part && { hours: part[1], minutes: 0 };
  const [hours, minutes] = [Number(clock[1]), Number(clock[2] || 0)];
  if (minutes > 59) return undefined;
  const late = clock[3] === 'pm' || (part !== undefined && part[1] >= 14 && hours < 12);
  if (clock[3] && (hours < 1 || hours > 12)) return undefined;
  const real = clock[3] === 'am' ? hours % 12 : late ? (hours % 12) + 12 : hours;
  return real > 23 ? undefined : { hours: real, minutes };
}
