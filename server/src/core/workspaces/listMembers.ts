import { type PageQuery, pageOf, STANDARD_PAGE } from '../../lib/page.ts';
import type { DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type MemberRecord, type MemberRow, memberQuery, toMemberRecord } from './memberRecord.ts';

/** The workspace's members with their teams, oldest account first. */
export async function listMembers(
  core: Core,
  { workspaceId }: DeskActor,
  { limit = STANDARD_PAGE, cursor }: PageQuery,
): Promise<{ items: MemberRecord[]; next?: string }> {
  const found = await core.db.query<MemberRow>(
    `${memberQuery} where m.workspace_id = $1 and ($3::uuid is null or m.user_id > $3) order by m.user_id limit $2`,
    [workspaceId, limit + 1, cursor ?? null],
  );
  return pageOf(found.rows.map(toMemberRecord), limit, (member) => member.userId);
}
