import type { Duplicate } from '@causerie/protocol';
import { nameSimilarity, wordsOf } from '../../engines/contacts/nameSimilarity.ts';
import { foldText } from '../../engines/search/foldText.ts';
import { searchMarks } from '../../engines/search/searchMarks.ts';
import { quoteLexeme } from '../../engines/search/searchVector.ts';
import type { Core } from '../core.ts';
import { freshenContacts } from '../search/freshenContacts.ts';
import { type ContactRecord, loadContact, loadContacts } from './contactRecord.ts';

type Reason = Duplicate['reasons'][number];
export type DuplicateRecord = { contact: ContactRecord; reasons: Reason[] };

const MOST_SHOWN = 10;
const MOST_BY_NAME = 200;
/** Below this two names are two people's; with the same device and time zone a little less will do. */
const ALIKE = 0.65;
const ALIKE_WITH_DEVICE = 0.5;

/**
 * Who could be the same person: by e-mail and telephone (profile and identities alike), and by a similar name, which
 * counts more with the same device and time zone. Bounded work: two queries by index, names of at most two hundred
 * contacts compared.
 */
export async function findDuplicates(
  core: Core,
  workspaceId: string,
  contactId: string,
): Promise<DuplicateRecord[]> {
  const { db } = core;
  await freshenContacts(core, workspaceId);
  const contact = await loadContact(db, workspaceId, contactId);
  const addresses = (kind: 'email' | 'phone') => [
    ...new Set(
      [
        contact[kind] ?? [],
        ...contact.identities.filter((i) => i.kind === kind).map((i) => i.address),
      ].flat(),
    ),
  ];
  const found = await db.query<Candidate>(candidatesQuery, [
    workspaceId,
    contactId,
    addresses('email').map((address) => address.toLowerCase()),
    addresses('phone'),
    nameQuery(workspaceId, contact.name),
  ]);
  const judged = gather(found.rows).flatMap((candidate) => judge(contact, candidate));
  judged.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const best = judged.slice(0, MOST_SHOWN);
  const contacts = await loadContacts(
    db,
    workspaceId,
    best.map((each) => each.id),
  );
  return best.flatMap(({ id, reasons }) => {
    const known = contacts.find((each) => each.id === id);
    return known ? [{ contact: known, reasons }] : [];
  });
}

type Candidate = {
  id: string;
  name: string | null;
  device: string | null;
  time_zone: string | null;
  reason: 'email' | 'phone' | 'name';
};

const candidatesQuery = `
select ct.id, ct.name, ct.device, ct.time_zone, known.reason from (
  select id, 'email' as reason from contacts where workspace_id = $1 and lower(email) = any ($3::text[])
  union select contact_id, 'email' from identities where workspace_id = $1 and kind = 'email' and address = any ($3::text[])
  union select id, 'phone' from contacts where workspace_id = $1 and phone = any ($4::text[])
  union select contact_id, 'phone' from identities where workspace_id = $1 and kind = 'phone' and address = any ($4::text[])
  union select * from (select contact_id, 'name' from search_contacts where workspace_id = $1
    and words @@ $5::tsquery limit ${MOST_BY_NAME}) by_name) known
join contacts ct on ct.workspace_id = $1 and ct.id = known.id
where ct.id <> $2 limit ${MOST_BY_NAME * 2}`;

/** Words that begin alike: a slip of the pen is seldom in the first letters. */
function nameQuery(workspaceId: string, name: string | null): string | null {
  const words = wordsOf(name ?? '').filter((word) => word.length > 1);
  if (words.length === 0) return null;
  const beginnings = words
    .slice(0, 4)
    .map((word) => `${quoteLexeme(foldText(word).slice(0, word.length > 4 ? 3 : 2))}:*`);
  return [quoteLexeme(searchMarks.workspace(workspaceId)), ...beginnings].join(' & ');
}

function gather(rows: Candidate[]): (Omit<Candidate, 'reason'> & { found: Set<string> })[] {
  const candidates = new Map<string, Omit<Candidate, 'reason'> & { found: Set<string> }>();
  for (const { reason, ...row } of rows) {
    const known = candidates.get(row.id);
    if (known) known.found.add(reason);
    else candidates.set(row.id, { ...row, found: new Set([reason]) });
  }
  return [...candidates.values()];
}

function judge(
  contact: ContactRecord,
  candidate: ReturnType<typeof gather>[number],
): { id: string; reasons: Reason[]; score: number }[] {
  const alike = nameSimilarity(contact.name ?? '', candidate.name ?? '');
  const sameDevice =
    contact.device !== null &&
    contact.device === candidate.device &&
    contact.timeZone === candidate.time_zone;
  const reasons: Reason[] = [];
  if (candidate.found.has('email')) reasons.push('email');
  if (candidate.found.has('phone')) reasons.push('phone');
  if (alike >= (sameDevice ? ALIKE_WITH_DEVICE : ALIKE)) reasons.push('name');
  if (reasons.length === 0) return [];
  if (sameDevice) reasons.push('device');
  const score =
    alike +
    (reasons.includes('email') ? 2 : 0) +
    (reasons.includes('phone') ? 2 : 0) +
    (sameDevice ? 0.3 : 0);
  return [{ id: candidate.id, reasons, score }];
}
