import type { Db } from '../../db/transaction.ts';
import type { DeskActor } from '../actor.ts';
import {
  type ConversationRecord,
  type ConversationRow,
  conversationColumns,
  conversationTables,
  toConversationRecord,
} from '../conversations/conversationRecord.ts';
import { visibleTo } from '../conversations/mayRead.ts';
import { loadFilterFields } from '../fields/filterFields.ts';
import { type DecidedView, viewCondition } from './viewCondition.ts';
import { userOf } from './viewRecord.ts';

/** A view as one reader sees it: nothing that they may not read is in it. */
export type ViewOfReader = { view: DecidedView; reader: DeskActor };

export type Membership = { inside: ConversationRecord[]; outside: string[] };

/**
 * Which of these conversations, and of those of these contacts, are in which of the views: one statement for all of
 * them. In the order of `views`; undefined for one whose filter cannot be asked any more.
 */
export async function decideMembership(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  views: ViewOfReader[],
  changed: { conversationIds: string[]; contactIds: string[] },
): Promise<(Membership | undefined)[]> {
  const fields = await loadFilterFields(db, workspaceId);
  const values: unknown[] = [workspaceId, changed.conversationIds, changed.contactIds];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = views.map(({ view, reader }) => {
    try {
      const condition = viewCondition(view, {
        param,
        fields,
        userId: userOf(reader),
        subject: 'conversation',
      });
      return `${condition} and ${visibleTo(reader, param) ?? 'true'}`;
    } catch {
      return undefined;
    }
  });
  const asked = conditions.map((condition, i) => `, (${condition ?? 'false'}) as v${i}`).join('');
  const found = await db.query<ConversationRow & Record<string, unknown>>(
    `select ${conversationColumns}${asked} from ${conversationTables}
     where c.workspace_id = $1 and c.id in (
       select unnest($2::uuid[]) union select id from conversations where workspace_id = $1 and contact_id = any ($3))`,
    values,
  );
  return conditions.map((condition, i) => {
    if (condition === undefined) return undefined;
    const inside = found.rows.filter((row) => row[`v${i}`] === true).map(toConversationRecord);
    const ids = new Set(inside.map((row) => row.id));
    return { inside, outside: found.rows.map((row) => row.id).filter((id) => !ids.has(id)) };
  });
}
