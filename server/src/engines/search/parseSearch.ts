import { foldText } from './foldText.ts';

/** Words that belong together as typed. `phrase`: quoted, so exactly these words in this order. */
export type SearchTerm = { text: string; phrase: boolean; excluded: boolean };

export type SearchFilterName =
  | 'from'
  | 'in'
  | 'label'
  | 'assignee'
  | 'team'
  | 'contact'
  | 'is'
  | 'has'
  | 'before'
  | 'after'
  | 'on';
export type SearchFilter = { name: SearchFilterName; value: string; excluded: boolean };
export type ParsedSearch = { terms: SearchTerm[]; filters: SearchFilter[] };

/** What may stand before the colon, folded: English and French. */
const names: Record<string, SearchFilterName> = {
  from: 'from',
  de: 'from',
  in: 'in',
  dans: 'in',
  label: 'label',
  etiquette: 'label',
  assignee: 'assignee',
  assigne: 'assignee',
  team: 'team',
  equipe: 'team',
  contact: 'contact',
  is: 'is',
  est: 'is',
  has: 'has',
  avec: 'has',
  before: 'before',
  avant: 'before',
  after: 'after',
  apres: 'after',
  on: 'on',
  le: 'on',
};

const MOST_TERMS = 20;
const piece =
  /(-?)(?:([\p{L}]{2,12}):(?:"([^"]*)"?|“([^”]*)”?|([^\s"]+))|"([^"]*)"?|“([^”]*)”?|«\s*([^»]*?)\s*(?:»|$)|([^\s"]+))/gu;

/**
 * What somebody typed: `refund "not arrived" from:amelie in:"Main shop" label:vip before:2026-03-01 has:file -spam`.
 * Nothing is an error: a name that is no filter is a word, an open quotation mark ends with the line.
 */
export function parseSearch(typed: string): ParsedSearch {
  const parsed: ParsedSearch = { terms: [], filters: [] };
  for (const match of typed.matchAll(piece)) {
    const [whole, minus, name, quoted, curly, plain, phrase, curlyPhrase, guillemets, word] = match;
    const excluded = minus === '-';
    const filter = name === undefined ? undefined : names[foldText(name)];
    const value = (quoted ?? curly ?? plain ?? '').trim();
    const exact = phrase ?? curlyPhrase ?? guillemets;
    if (filter) {
      if (value !== '') parsed.filters.push({ name: filter, value, excluded });
    } else if (parsed.terms.length < MOST_TERMS) {
      const text = exact ?? word ?? whole.slice(minus!.length);
      if (text.trim() !== '') parsed.terms.push({ text: text.trim(), phrase: exact !== undefined, excluded });
    }
  }
  return parsed;
}
