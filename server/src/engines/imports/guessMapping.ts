import { wordsOf } from '../contacts/nameSimilarity.ts';

/** Parts of a contact that a column can become, beside custom fields (`field.<key>`). */
export const contactTargets = [
  'name',
  'email',
  'phone',
  'company',
  'city',
  'country',
  'language',
  'time_zone',
  'note',
  'external_id',
] as const;
export type ContactTarget = (typeof contactTargets)[number];

/** What people and other systems call them, in English and French, without spaces and accents. */
const names: Record<ContactTarget, string[]> = {
  name: [
    'name',
    'fullname',
    'contact',
    'contactname',
    'nom',
    'nomcomplet',
    'customer',
    'client',
    'displayname',
  ],
  email: ['email', 'mail', 'emailaddress', 'adresseemail', 'courriel', 'adressemail', 'emails'],
  phone: [
    'phone',
    'phonenumber',
    'telephone',
    'tel',
    'mobile',
    'portable',
    'numerodetelephone',
    'cell',
    'whatsapp',
  ],
  company: ['company', 'companyname', 'organization', 'organisation', 'entreprise', 'societe', 'account'],
  city: ['city', 'town', 'ville'],
  country: ['country', 'countrycode', 'pays'],
  language: ['language', 'locale', 'lang', 'langue'],
  time_zone: ['timezone', 'fuseauhoraire', 'tz'],
  note: ['note', 'notes', 'comment', 'comments', 'commentaire', 'remarque', 'description', 'about', 'bio'],
  external_id: ['externalid', 'userid', 'customerid', 'identifier', 'identifiant', 'idclient', 'uid'],
};

type FieldName = { key: string; label: string; labels: Record<string, string> };

/**
 * What each column of a table probably becomes: by its heading, else by what its cells look like. No target twice;
 * what is not clear is left out rather than guessed wrong.
 */
export function guessMapping(
  columns: readonly { name: string; samples: readonly string[] }[],
  fields: readonly FieldName[],
): (string | null)[] {
  const taken = new Set<string>();
  const take = (target: string | undefined) => {
    if (target === undefined || taken.has(target)) return null;
    taken.add(target);
    return target;
  };
  const byHeading = columns.map(({ name }) => take(headingTarget(name, fields)));
  return columns.map(({ samples }, i) => byHeading[i] ?? take(cellTarget(samples)));
}

const squeeze = (text: string): string => wordsOf(text).join('');

function headingTarget(heading: string, fields: readonly FieldName[]): string | undefined {
  const name = squeeze(heading);
  if (name === '') return undefined;
  const own = fields.find((field) =>
    [field.key, field.label, ...Object.values(field.labels)].some((each) => squeeze(each) === name),
  );
  if (own) return `field.${own.key}`;
  return contactTargets.find((target) => names[target].includes(name));
}

function cellTarget(samples: readonly string[]): string | undefined {
  const filled = samples.filter((each) => each.trim() !== '');
  if (filled.length === 0) return undefined;
  const all = (pattern: RegExp) => filled.every((each) => pattern.test(each.trim()));
  if (all(/^[^\s@]+@[^\s@]+\.[^\s@]+$/)) return 'email';
  if (all(/^\+\d[\d ().-]{6,20}$/)) return 'phone';
  return undefined;
}
