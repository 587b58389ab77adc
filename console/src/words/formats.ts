import type { Language } from '../shell/preferences.ts';

const cache = new Map<string, Formats>();
export type Formats = ReturnType<typeof makeFormats>;

/** The Intl formatters of a language, made once: they are expensive to make and used in every row. */
export function formatsOf(language: Language): Formats {
  let formats = cache.get(language);
  if (!formats) {
    formats = makeFormats(language === 'en' ? englishOf(navigator.languages) : language);
    cache.set(language, formats);
  }
  return formats;
}

/** British, American ... as the browser prefers: decides between 14:00 and 2 PM. */
const englishOf = (tags: readonly string[]) => tags.find((tag) => tag.toLowerCase().startsWith('en')) ?? 'en';

function makeFormats(locale: string) {
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
  const dayMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
  const longDayYear = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const languageNames = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const regionNames = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return {
    locale,
    time: (at: Date | number) => time.format(at),
    weekday: (at: Date | number) => weekday.format(at),
    dayMonth: (at: Date | number) => dayMonth.format(at),
    longDay: (at: Date, now = new Date()) =>
      (at.getFullYear() === now.getFullYear() ? longDay : longDayYear).format(at),
    full: (at: Date | number) => full.format(at),
    date: (at: Date | number) => date.format(at),
    number: new Intl.NumberFormat(locale).format,
    ago: (at: number, now = Date.now()) => relativeOf(relative, at - now),
    /** Time of day in a zone, with how it differs from ours left to the caller. */
    timeIn: (at: number, timeZone: string) =>
      new Intl.DateTimeFormat(locale, {
        hour: 'numeric',
        minute: '2-digit',
        weekday: 'short',
        timeZone,
      }).format(at),
    languageName: (tag: string) => named(languageNames, tag),
    regionName: (tag: string) => named(regionNames, tag),
    bytes: (size: number) => bytesOf(locale, size),
    list: (parts: string[]) => new Intl.ListFormat(locale).format(parts),
  };
}

function named(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

function relativeOf(format: Intl.RelativeTimeFormat, ms: number): string {
  for (const [unit, size] of steps)
    if (Math.abs(ms) >= size) return format.format(Math.trunc(ms / size), unit);
  return format.format(0, 'minute');
}

function bytesOf(locale: string, size: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, size)) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(size / 1000 ** power);
}
