import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { again } from '../view/again.ts';
import type { Words } from './en.ts';

/** Every language the messenger speaks. To add one: a file like `fr.ts` and a line here; each is a chunk of its own. */
const languages: { [tag: string]: () => Promise<Words> } = {
  en: () => import('./en.ts').then((m) => m.en),
  fr: () => import('./fr.ts').then((m) => m.fr),
};

export type Speech = { language: string; dir: 'ltr' | 'rtl'; words: Words };

const baseOf = (tag: string) => tag.toLowerCase().split('-')[0] ?? '';

/**
 * The language to speak: the first one wanted that the inbox speaks, with its region kept for dates (`en-GB`); else the
 * inbox's first; else English. What we have no words for is passed over.
 */
export function chooseLanguage(wanted: readonly string[], offered: readonly string[]): string {
  const spoken = (tag: string) => Object.hasOwn(languages, baseOf(tag));
  const bases = offered.map(baseOf);
  return (
    wanted.find((tag) => spoken(tag) && (!bases.length || bases.includes(baseOf(tag)))) ??
    offered.find(spoken) ??
    'en'
  );
}

const rightToLeft = /^(ar|he|fa|ur|ckb|dv|ps|sd|ug|yi)\b/;

export async function loadSpeech(language: string): Promise<Speech> {
  const base = baseOf(language);
  const load = (Object.hasOwn(languages, base) && languages[base]) || languages.en!;
  return { language, dir: rightToLeft.test(language) ? 'rtl' : 'ltr', words: await again(load) };
}

export const SpeechContext = createContext<Speech>(undefined as unknown as Speech);
export const useSpeech = (): Speech => useContext(SpeechContext);
export const useWords = (): Words => useContext(SpeechContext).words;
