import { foldText } from '../../../engines/language/text/foldText.ts';

/** Whom one asks for, and what stands with it, folded; by language. A word alone ("agent") is enough only where it is the whole message. */
const people = [
  'human|person|(?:live |real )?agent|representative|operator|somebody|someone|advisor|staff|real person',
  "humain|une personne|quelqu'un|un conseiller|une conseillere|un agent|un operateur|vraie personne",
  'humano|una persona|persona real|un agente|alguien|operador|asesor',
  'menschen?|mitarbeiter(?:in)?|jemand(?:em|en)?|berater(?:in)?|person',
  'umano|una persona|operatore|qualcuno|un agente|consulente',
  'humano|uma pessoa|alguem|um atendente|operador|um agente',
  'mens|iemand|medewerker|persoon|een echt persoon',
].join('|');
const verbs = [
  'talk|speak|chat|connect|transfer|get|want|need|reach',
  'parler|discuter|joindre|contacter|veux|voudrais|souhaite|besoin',
  'hablar|quiero|necesito|comunicar(?:me)?|pasar',
  'sprechen|reden|verbinden|mochte|will|brauche',
  'parlare|voglio|vorrei|contattare',
  'falar|quero|preciso|conversar',
  'praten|spreken|wil|verbinden',
].join('|');
const asked = new RegExp(
  `(?:^|[^\\p{L}])(?:${verbs})(?:[^\\p{L}].{0,25})?[^\\p{L}](?:${people})(?:$|[^\\p{L}])`,
  'u',
);
/** In German and Dutch the verb may come last. */
const askedBehind =
  /(?:mit|met) (?:einem|einer|een)? ?(?:echten |echt )?(?:menschen|mitarbeiter|mitarbeiterin|person|mens|medewerker|persoon) (?:sprechen|reden|verbinden|praten|spreken)/u;
const alone = new RegExp(
  `^(?:an? |un |une |ein(?:en)? |een |uma? |una )?(?:${people})(?: please| s'il vous plait| por favor| bitte| per favore| alstublieft)?[.!?]*$`,
  'u',
);
const dense = [
  '人工',
  '转接客服',
  '真人',
  '找客服',
  '担当者と話',
  '人と話',
  'オペレーター',
  '有人対応',
  'اتحدث الي شخص',
  'التحدث الي شخص',
  'التحدث مع موظف',
  'خدمه العملاء',
  'موظف حقيقي',
];

/** Whether somebody wants a person, in the words of ten languages. A wrong yes costs a person's answer, a wrong no a customer's patience: so it is generous. */
export function asksForPerson(text: string): boolean {
  const folded = foldText(text.slice(0, 500)).replaceAll(/\s+/g, ' ').trim();
  if (dense.some((phrase) => folded.includes(foldText(phrase)))) return true;
  return alone.test(folded) || asked.test(folded) || askedBehind.test(folded);
}
