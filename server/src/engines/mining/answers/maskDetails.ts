import { foldText } from '../../language/text/foldText.ts';
import { splitWords, type Word } from '../../language/text/splitWords.ts';

const name = "\\p{Lu}[\\p{Ll}\\p{M}'’-]+";
/** A name behind a greeting, a title or "my name is"; the words before stay. */
const addressed = new RegExp(
  `((?:^|[\\s,.!])(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Tt]hanks|[Tt]hank you|Mrs?\\.?|Ms\\.?|[Bb]onjour|[Ss]alut|[Mm]erci|M\\.|Mme|Madame|Monsieur|[Hh]ola|[Gg]racias|Sra?\\.?|[Hh]allo|[Ll]iebe[r]?|Herr|Frau|[Dd]anke|[Cc]iao|[Bb]uongiorno|[Gg]razie|[Oo]l[aá]|[Oo]brigad[oa]|[Bb]edankt|[Bb]este),?\\s+)${name}(?:\\s${name})?`,
  'gu',
);
/** A name alone behind the last stop or line end is a signature. */
const signed = new RegExp(`([\\n.!,]\\s*(?:[-–—]\\s*)?)${name}(?:\\s${name})?\\s*$`, 'u');

/**
 * The words of an answer in order, folded, with what changes from customer to customer masked: names where they are
 * addressed or signed, numbers, dates, amounts, codes, links and addresses.
 */
export function maskDetails(text: string): string[] {
  const masked = text.slice(0, 2000).replace(addressed, '$1').replace(signed, '$1');
  const read = splitWords(foldText(masked));
  const words: string[] = [];
  read.forEach((word, i) => {
    const dated = isNumber(read[i - 1]) || isNumber(read[i + 1]);
    const shown = isNumber(word) || (dated && months.has(word.text)) ? '#' : word.text;
    if (word.kind === 'dense') words.push(...shown);
    else if (shown !== '#' || words.at(-1) !== '#') words.push(shown);
  });
  return words;
}

function isNumber(word: Word | undefined): boolean {
  return word?.kind === 'number' || word?.text === '<code>';
}

/** Names of months, which stand for a date beside a number only ("may"), and of days, folded. */
const months = new Set(
  (
    'january february march april may june july august september october november december ' +
    'janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre ' +
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ' +
    'januar februar marz mai juni juli oktober dezember monday tuesday wednesday thursday friday saturday sunday ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag'
  ).split(' '),
);
