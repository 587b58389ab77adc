/** What a transcript says beside what people said. */
export type TranscriptWords = {
  title: (name: string) => string;
  visitor: string;
  bot: string;
  system: string;
  note: (author: string) => string;
  contact: (parts: string) => string;
  inbox: (name: string) => string;
  period: (from: string, to: string) => string;
  made: (at: string, by: string, timeZone: string) => string;
  more: (n: string) => string;
  events: Partial<Record<string, string>>;
};

const words: Record<string, TranscriptWords> = {
  en: {
    title: (name) => `Conversation with ${name}`,
    visitor: 'a visitor',
    bot: 'Bot',
    system: 'Causerie',
    note: (author) => `${author} (private note)`,
    contact: (parts) => `Contact: ${parts}`,
    inbox: (name) => `Inbox: ${name}`,
    period: (from, to) => `${from} to ${to}`,
    made: (at, by, timeZone) => `Exported on ${at} by ${by}. Times are those of ${timeZone}.`,
    more: (n) => `Only the last ${n} entries are shown.`,
    events: { resolved: 'The conversation was resolved', reopened: 'The conversation was reopened' },
  },
  fr: {
    title: (name) => `Conversation avec ${name}`,
    visitor: 'un visiteur',
    bot: 'Bot',
    system: 'Causerie',
    note: (author) => `${author} (note privée)`,
    contact: (parts) => `Client : ${parts}`,
    inbox: (name) => `Boîte : ${name}`,
    period: (from, to) => `Du ${from} au ${to}`,
    made: (at, by, timeZone) => `Exporté le ${at} par ${by}. Les heures sont celles de ${timeZone}.`,
    more: (n) => `Seules les ${n} dernières entrées figurent ici.`,
    events: { resolved: 'La conversation a été résolue', reopened: 'La conversation a été rouverte' },
  },
};

/** In the nearest language that there are words in, else in English. */
export const transcriptWords = (language: string): { language: string; words: TranscriptWords } => {
  const base = language.toLowerCase().split('-')[0]!;
  return base in words ? { language: base, words: words[base]! } : { language: 'en', words: words.en! };
};
