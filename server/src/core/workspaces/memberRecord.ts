import type { Member } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';

/** A member as stored; whether a console of theirs is open is the sockets' knowledge. */
export type MemberRecord = Omit<Member, 'connected'>;

export type MemberRow = {
  user_id: string;
  name: string;
  email: string;
  image: string | null;
  role: Member['role'];
  availability: Member['availability'];
  team_ids: string[];
  capacity: number | null;
  load: number;
  skills: string[];
  languages: string[];
  created_at: Date;
  mail_refused_at: Date | null;
  mail_refused_reason: string | null;
};

/** Ends where a condition on `m` follows. */
export const memberQuery = `select m.user_id, u.name, u.email, u.image, m.role, m.availability, m.created_at,
    u.mail_refused_at, u.mail_refused_reason,
    m.capacity, m.skills, m.languages, coalesce(l.load, 0) as load,
    array(select t.team_id::text from team_members t
      where t.workspace_id = m.workspace_id and t.user_id = m.user_id order by t.team_id) as team_ids
  from members m join users u on u.id = m.user_id
    left join agent_loads l on (l.workspace_id, l.user_id) = (m.workspace_id, m.user_id)`;

export function toMemberRecord(row: MemberRow): MemberRecord {
  return {
    userId: row.user_id,
    name: row.name,
    email: row.email,
    ...(row.image && { avatarUrl: row.image }),
    role: row.role,
    teamIds: row.team_ids,
    availability: row.availability,
    capacity: row.capacity,
    load: row.load,
    skills: row.skills,
    languages: row.languages,
    createdAt: row.created_at.toISOString(),
    mailRefused: row.mail_refused_at && {
      at: row.mail_refused_at.toISOString(),
      reason: row.mail_refused_reason ?? '',
    },
  };
}

/** Throws `member_not_found`. */
export async function loadMember(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  userId: string,
): Promise<MemberRecord> {
  const found = await db.query<MemberRow>(`${memberQuery} where m.workspace_id = $1 and m.user_id = $2`, [
    workspaceId,
    userId,
  ]);
  return toMemberRecord(found.rows[0] ?? fail('member_not_found'));
}
