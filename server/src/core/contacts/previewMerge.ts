import type { Db } from '../../db/transaction.ts';
import { type MergeSide, planMerge } from '../../engines/contacts/planMerge.ts';
import { fail } from '../../errors.ts';
import { type ContactRecord, loadContact } from './contactRecord.ts';

export type MergePreviewRecord = {
  contact: ContactRecord;
  conversations: number;
  identities: number;
  taken: string[];
  dropped: { property: string; value: string }[];
};

/** What a merge would give, without doing it. Errors: `contact_not_found`, `invalid_value` (with itself). */
export async function previewMerge(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  intoId: string,
  fromId: string,
): Promise<MergePreviewRecord> {
  if (intoId === fromId)
    fail('invalid_value', { field: '/fromId', message: 'A contact cannot become part of itself.' });
  const into = await loadContact(db, workspaceId, intoId);
  const from = await loadContact(db, workspaceId, fromId);
  const { result, taken, dropped } = planMerge(sideOf(into), sideOf(from));
  const counted = await db.query<{ n: number }>(
    'select count(*)::int as n from conversations where workspace_id = $1 and contact_id = $2',
    [workspaceId, fromId],
  );
  const { time_zone: timeZone, ...rest } = result;
  const known = new Set(into.identities.map((i) => `${i.kind} ${i.address}`));
  return {
    contact: { ...into, ...rest, timeZone, blockedAt: into.blockedAt ?? from.blockedAt },
    conversations: counted.rows[0]!.n,
    identities: from.identities.filter((i) => !known.has(`${i.kind} ${i.address}`)).length,
    taken: taken.map(wireName),
    dropped: dropped.map((each) => ({ ...each, property: wireName(each.property) })),
  };
}

const wireName = (property: string): string => (property === 'time_zone' ? 'timeZone' : property);

function sideOf({ timeZone, ...contact }: ContactRecord): MergeSide {
  const { name, email, phone, company, city, country, language, device, note, fields } = contact;
  return { name, email, phone, company, city, country, language, time_zone: timeZone, device, note, fields };
}
