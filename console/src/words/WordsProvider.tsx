import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { loadPart } from '../shell/loadPart.ts';
import { type Language, setPreferences } from '../shell/preferences.ts';
import type { Words } from './en.ts';
import { formatsOf } from './formats.ts';

const loaders: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
};
export const languages = Object.keys(loaders) as Language[];

type Spoken = { language: Language; words: Words };
const WordsContext = createContext<(Spoken & { speak: (language: Language) => Promise<void> }) | null>(null);

/** The nearest language we have words in: exact, then by the part before the hyphen, then English. */
export function nearestLanguage(wanted: readonly (string | null | undefined)[]): Language {
  for (const tag of wanted) {
    const base = tag?.toLowerCase().split('-')[0];
    const found = languages.find((language) => language === base);
    if (found) return found;
  }
  return 'en';
}

export async function loadWords(language: Language): Promise<Spoken> {
  return { language, words: await loadPart(loaders[language]) };
}

export function WordsProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first);
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);
  const value = useMemo(
    () => ({
      ...spoken,
      speak: async (language: Language) => {
        setPreferences({ language });
        // Where the words cannot be fetched now, the preference holds from the next time on.
        await loadWords(language).then(setSpoken, () => {});
      },
    }),
    [spoken],
  );
  return <WordsContext value={value}>{children}</WordsContext>;
}

function useSpoken() {
  const value = use(WordsContext);
  if (!value) throw new Error('WordsProvider is missing');
  return value;
}

export const useWords = (): Words => useSpoken().words;
export const useLanguage = () => {
  const { language, speak } = useSpoken();
  return { language, speak };
};
/** Dates, times and numbers as the chosen language writes them. */
export const useFormats = () => formatsOf(useSpoken().language);
