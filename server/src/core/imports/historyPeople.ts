import type { HistoryPerson } from '../../engines/imports/history/historyRecord.ts';
import type { CoreTx } from '../core.ts';
import { sourceId } from './sourceId.ts';

export type HistoryPeople = {
  /** The member with this address, or who is kept by name as somebody of the past; undefined for nobody. */
  authorOf(person: HistoryPerson | undefined): Promise<string | undefined>;
  /** Only a member can be assigned. */
  memberOf(person: HistoryPerson | undefined): Promise<string | undefined>;
};

/** Looks up agents of another system, each once in a batch. */
export function createHistoryPeople(tx: CoreTx, workspaceId: string): HistoryPeople {
  const members = new Map<string, string | undefined>();
  const kept = new Set<string>();
  const memberOf = async (person: HistoryPerson | undefined) => {
    const email = person?.email?.toLowerCase();
    if (!email) return undefined;
    if (!members.has(email)) {
      const found = await tx.query<{ user_id: string }>(
        `select m.user_id from members m join users u on u.id = m.user_id where m.workspace_id = $1 and lower(u.email) = $2`,
        [workspaceId, email],
      );
      members.set(email, found.rows[0]?.user_id);
    }
    return members.get(email);
  };
  return {
    memberOf,
    async authorOf(person) {
      const member = await memberOf(person);
      if (member || !person) return member;
      const name = person.name ?? person.email;
      if (!name) return undefined;
      const id = sourceId(`${workspaceId}/${person.source}`);
      if (kept.has(id)) return id;
      kept.add(id);
      const inserted = await tx.query(
        'insert into imported_people (workspace_id, id, name) values ($1, $2, $3) on conflict do nothing',
        [workspaceId, id, name.slice(0, 200)],
      );
      // The directory of names is read anew, as for a new colleague.
      if (inserted.rowCount === 1) tx.announce({ kind: 'changed', workspaceId, what: 'members' });
      return id;
    },
  };
}
