import type { WebInboxSettings } from '@causerie/protocol';

const greetings: Record<string, string> = {
  en: 'Hello! How can we help you?',
  fr: 'Bonjour ! Comment pouvons-nous vous aider ?',
};

/** What an inbox starts with. The languages begin with the workspace's own, where the widget speaks it. */
export function standardSettings(language: string): WebInboxSettings {
  return {
    colour: '#4338a8',
    greeting: { ...greetings },
    languages: language.toLowerCase().split('-')[0] === 'fr' ? ['fr', 'en'] : ['en', 'fr'],
    allowedOrigins: [],
    position: 'end',
    theme: 'auto',
    askRating: true,
    askEmail: true,
    mailAfterMinutes: 10,
    afterResolve: 'reopen',
  };
}
