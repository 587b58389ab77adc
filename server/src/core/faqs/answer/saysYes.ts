import { foldText } from '../../../engines/language/text/foldText.ts';
import { splitWords } from '../../../engines/language/text/splitWords.ts';
import { isCourtesy } from '../../../engines/mining/asked/isCourtesy.ts';

/** "Yes" and what is said in its place, folded, in the ten languages that the bot speaks. */
const yes = new Set(
  [
    'yes yeah yep yup exactly correct',
    'oui ouais exactement exact',
    'si exacto',
    'ja genau jawohl richtig',
    'esatto',
    'sim isso exato',
    'precies inderdaad klopt',
    '是 是的 对 對 对的',
    'はい そうです ええ',
    'نعم اجل صحيح',
  ]
    .flatMap((words) => words.split(' '))
    .map((word) => foldText(word)),
);
const MOST_WORDS = 5;

/** Whether somebody agreed in words, with nothing but courtesy beside: "yes please", not "yes, but ...". */
export function saysYes(text: string, language: string): boolean {
  const words = splitWords(foldText(text)).filter((word) => word.kind !== 'symbol');
  const [first, ...others] = words;
  if (!first || words.length > MOST_WORDS) return false;
  const whole = words.map((word) => word.text).join('');
  return yes.has(whole) || (yes.has(first.text) && isCourtesy(others, language));
}
