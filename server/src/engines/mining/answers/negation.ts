import { extractFeatures } from '../../language/features/extractFeatures.ts';
import { foldText } from '../../language/text/foldText.ts';
import { maskDetails } from './maskDetails.ts';

/** What says no, folded; by language. In scripts without blanks it stands anywhere. */
const negative: Record<string, RegExp> = {
  en: spaced("not|no|never|none|cannot|cant|nor|neither|unable|[a-z]{2,}n't|dont|doesnt|isnt|wont"),
  fr: spaced("ne|pas|jamais|aucune?|impossible|n'[a-z]+"),
  es: spaced('no|nunca|jamas|ningun|ninguna|tampoco|imposible'),
  de: spaced('nicht|kein|keine[mnrs]?|nie|niemals|unmoglich'),
  it: spaced('non|mai|nessuna?o?|neanche|impossibile'),
  pt: spaced('nao|nunca|jamais|nenhuma?|tampouco|impossivel'),
  nl: spaced('niet|geen|nooit|onmogelijk'),
  zh: /[不没沒無无]/u,
  ja: /ません|ない|なし|無/u,
  ar: spaced('لا|لم|لن|ليس|ليست|غير|لسنا'),
};
/** Says no and means nothing of it. */
const idioms: Record<string, RegExp> = {
  en: spaced(
    "no problem(?: at all)?|no worries|not at all|not only|(?:don't|dont|do not) (?:hesitate|worry)",
  ),
  fr: spaced("n'hesitez pas|n'hesite pas|pas de (?:probleme|soucis?)|ne vous inquietez pas"),
  es: spaced('no dude|no dudes|no hay problema|no se preocupe|no te preocupes'),
  de: spaced('kein problem|keine sorge|zogern sie nicht|nicht nur'),
  it: spaced('nessun problema|non esiti|non esitare|non si preoccupi'),
  pt: spaced('nao hesite|sem problemas?|nao se preocupe|nao ha problema'),
  nl: spaced('geen probleem|aarzel niet|maak u geen zorgen|niet alleen'),
  zh: /不客气|不用担心|没问题|沒問題/gu,
  ja: /問題ありません|申し訳ありません/gu,
};
/** An answer that begins so says yes, or no. */
const opensYes = opening('yes|yeah|oui|はい|是的|نعم', 'si|ja|sim');
const opensNo = opening('nein|いいえ|不是', 'no|non|nao|nee|لا');

/** Where one thing said ends and the next begins. */
const clauses = /[.,;:!?()\n。！？、，；]+|(?<=\s)(?:but|mais|pero|aber|ma|mas|maar)(?=\s)/u;

function spaced(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}'])(?:${words})(?![\\p{L}'])`, 'gu');
}
/** `stopped`: words that mean something else unless a stop follows ("si vous voulez", "no returns"). */
function opening(words: string, stopped: string): RegExp {
  return new RegExp(
    `^[^\\p{L}]*(?:(?:${words})(?![\\p{L}'])|(?:${stopped})(?=\\s*(?:[,.;:!?。、،]|$)))`,
    'u',
  );
}

/** Which of an answer's stems are said in the negative only, and whether it opens with a yes or a no. */
export interface Denied {
  stems: ReadonlySet<number>;
  opens: 'yes' | 'no' | undefined;
}

/** Clause by clause: "we do not ship to Canada" denies its words, "no problem, we ship to Canada" denies nothing. */
export function findDenied(text: string, language: string): Denied {
  const folded = foldText(text.slice(0, 2000)).replaceAll('’', "'");
  const plain = idioms[language] ? folded.replaceAll(idioms[language], ' ') : folded;
  const opens = opensYes.test(plain) ? 'yes' : opensNo.test(plain) ? 'no' : undefined;
  const says = negative[language];
  const denied = new Set<number>();
  if (!says) return { stems: denied, opens };
  const affirmed = new Set<number>();
  for (const clause of plain.split(clauses)) {
    says.lastIndex = 0;
    const into = says.test(clause) ? denied : affirmed;
    for (const stem of extractFeatures(maskDetails(clause).join(' '), language).stems) into.add(stem);
  }
  for (const stem of affirmed) denied.delete(stem);
  return { stems: denied, opens };
}
