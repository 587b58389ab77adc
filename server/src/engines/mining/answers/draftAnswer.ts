const name = "\\p{Lu}[\\p{Ll}\\p{M}'’-]+";
/** "Hi Anna, ..." says the same without the name; the first group stays. */
const greeted = new RegExp(
  `^(\\s*(?:Hi|Hello|Hey|Good (?:morning|afternoon|evening)|Bonjour|Bonsoir|Salut|Hola|Buenos días|Hallo|Guten (?:Tag|Morgen)|Ciao|Buongiorno|Olá|Bom dia|Goedemorgen|Goedendag))\\s+${name}(?:\\s${name})?(?=\\s*[,!.\\n])`,
  'u',
);
/** "Dear Anna" needs one. */
const named = new RegExp(
  `^(\\s*(?:Dear|Cher|Chère|Querid[oa]|Estimad[oa]|Liebe[r]?|Car[oa]|Gentile|Prezad[oa]|Beste)\\s+)${name}(?=\\s*[,!.\\n])`,
  'u',
);
/** A name alone on the last line, or behind a dash at the end, is a signature. */
const signed = new RegExp(`(?:\\n\\s*(?:[-–—]\\s*)?|\\s[-–—]\\s)${name}(?:\\s${name})?\\s*$`, 'u');

/**
 * An agent's answer to one customer, as a draft for all: without the customer's name in its greeting (or with the contact's, where
 * the greeting needs one), and without the agent's signature. Numbers and names elsewhere stay: nobody but a reader can tell.
 */
export function draftAnswer(text: string): string {
  const drafted = text
    .replace(greeted, '$1')
    .replace(named, '$1{{contact.first_name}}')
    .replace(signed, '')
    .trim();
  return drafted === '' ? text : drafted;
}
