/**
 * Folded text without the greeting before the question and the thanks and signature after it, where a question is left.
 * A message that is nothing but courtesy stays as it is: it may be what a FAQ is about.
 */
export function stripCourtesies(folded: string, language: string): string {
  const patterns = courtesies[language] ?? courtesies.en!;
  let rest = folded.trim();
  for (let round = 0; round < 2; round++) rest = cutHead(rest, patterns.head);
  rest = cutTail(rest, patterns.tail);
  return rest === '' ? folded : rest;
}

/** What must stay for the cut to be made: some words, or some characters where words have no blanks. */
function isQuestion(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return (
    words.length >= 3 ||
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{4}/u.test(text)
  );
}

function cutHead(text: string, head: RegExp): string {
  const match = head.exec(text);
  if (!match) return text;
  const rest = text.slice(match[0].length);
  return isQuestion(rest) ? rest : text;
}

/** The tail is looked for near the end only, so that the cost does not depend on the message's length. */
function cutTail(text: string, tail: RegExp): string {
  const from = Math.max(0, text.length - 160);
  const match = tail.exec(text.slice(from));
  if (!match) return text;
  const rest = text.slice(0, from + match.index);
  return isQuestion(rest) ? rest : text;
}

/** `hi there,` at the start; `, thanks in advance! Jane` at the end, behind a stop, comma or line end. */
function patterns(
  greetings: string,
  names: string,
  thanks: string,
  dense = false,
): { head: RegExp; tail: RegExp } {
  const wordEnd = dense ? '' : '(?![\\p{L}\\p{M}])';
  const stop = '[.,!?;\\n。！？、，]';
  return {
    head: new RegExp(`^(?:${greetings})${wordEnd}(?:[ ,]+(?:${names})${wordEnd})?[ ,.!:;\\n、。！，-]*`, 'u'),
    tail: new RegExp(`(?:${stop}\\s*(?:${thanks})${wordEnd}[^?？]{0,60}|\\s(?:${thanks})[!. ]*)$`, 'u'),
  };
}

const courtesies: Record<string, { head: RegExp; tail: RegExp }> = {
  en: patterns(
    'hi|hello|hey|hiya|good morning|good afternoon|good evening|dear|greetings',
    'there|team|all|everyone|guys|sir|madam|sir or madam|support|support team',
    'thanks|thank you|thx|many thanks|cheers|regards|kind regards|best regards|best wishes|sincerely|yours|best',
  ),
  fr: patterns(
    'bonjour|bonsoir|salut|coucou|hello|cher|chere',
    'madame|monsieur|madame monsieur|a tous|tout le monde|l equipe|messieurs',
    "merci|cordialement|bien a vous|bonne journee|salutations|d'avance merci",
  ),
  es: patterns(
    'hola|buenos dias|buenas tardes|buenas noches|buenas|estimados|estimado|estimada',
    'a todos|equipo|que tal|senores|senor|senora',
    'gracias|muchas gracias|saludos|un saludo|atentamente|de antemano',
  ),
  de: patterns(
    'hallo|hi|hey|guten tag|guten morgen|guten abend|moin|servus|gruss gott|gruess gott|liebes|sehr geehrte damen und herren|sehr geehrtes',
    'zusammen|team|ihr|leute|liebes team',
    'danke|vielen dank|besten dank|mit freundlichen grussen|mfg|viele grusse|liebe grusse|lg|vg|gruss|freundliche grusse',
  ),
  it: patterns(
    'ciao|salve|buongiorno|buonasera|buon giorno|buona sera|gentile|gentili',
    'a tutti|signori|signore|signora|staff',
    'grazie|mille grazie|cordiali saluti|saluti|distinti saluti|buona giornata',
  ),
  pt: patterns(
    'ola|oi|bom dia|boa tarde|boa noite|prezados|caros|caro',
    'a todos|pessoal|equipe|equipa|tudo bem|senhores',
    'obrigado|obrigada|muito obrigado|muito obrigada|atenciosamente|cumprimentos|abraco|grato|grata',
  ),
  nl: patterns(
    'hallo|hoi|hey|hi|goedemorgen|goedemiddag|goedenavond|goedendag|dag|beste|geachte',
    'allemaal|team|mevrouw|heer|heer mevrouw|klantenservice',
    'bedankt|dank u|dank je|dank u wel|dank je wel|alvast bedankt|met vriendelijke groet|groeten|groet|mvg',
  ),
  ar: patterns(
    'مرحبا|السلام عليكم|اهلا|صباح الخير|مساء الخير|سلام',
    'بكم|بك|جميعا|وسهلا|ورحمه الله|ورحمه الله وبركاته',
    'شكرا|شكرا لكم|شكرا جزيلا|مع التحيه|تحياتي',
  ),
  zh: patterns(
    '你好|您好|早上好|下午好|晚上好|嗨|哈喽|请问一下',
    '啊|呀|客服',
    '谢谢|多谢|感谢|谢谢你|谢谢您|谢了',
    true,
  ),
  ja: patterns(
    'こんにちは|こんばんは|おはようございます|お世話になっております|はじめまして|すみません',
    '。',
    'ありがとう|ありがとうございます|よろしくお願いします|宜しくお願いします|よろしくお願いいたします|宜しくお願い致します',
    true,
  ),
};
