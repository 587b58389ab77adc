import { wilsonInterval } from '../../../engines/mining/measure/wilsonInterval.ts';
import { uuid } from '../../../lib/uuid.ts';
import type { SystemActor } from '../../actor.ts';
import type { CoreTx } from '../../core.ts';
import {
  type NotificationRow,
  notificationColumns,
  toNotificationRecord,
} from '../../notifications/notificationRecord.ts';
import { changeFaq } from '../writeFaq.ts';

/** With fewer verdicts than this one mishap would decide. */
const LEAST_JUDGED = 5;

/**
 * An FAQ that answers goes back to the shadow when what people and contacts said of its answers rules out, in 95 cases of 100, that
 * it keeps the promise. Counted since it was last put into its stage, answers given and those kept back alike. Supervisors
 * are told; `because` is the verdict that tipped it.
 */
export async function considerStepBack(
  tx: CoreTx,
  workspaceId: string,
  faqId: string,
  because: { conversationId: string; seq: number },
): Promise<boolean> {
  const found = await tx.query<{ judged: number; right: number; promise: number; title: string }>(
    `select count(*)::int as judged, count(*) filter (where d.is_right)::int as right, max(s.promise) as promise, max(n.name) as title
     from faqs f join faq_settings s on s.workspace_id = f.workspace_id
     join snippets n on (n.workspace_id, n.id) = (f.workspace_id, f.snippet_id)
     join faq_decisions d on d.workspace_id = f.workspace_id and d.best_faq_id = f.id and d.at >= f.stage_at
       and d.decision = 'answer' and d.is_right is not null
     where f.workspace_id = $1 and f.id = $2 and f.stage in ('share', 'all')`,
    [workspaceId, faqId],
  );
  const { judged, right, promise, title } = found.rows[0]!;
  if (judged < LEAST_JUDGED || wilsonInterval(right, judged).high >= promise) return false;
  const system: SystemActor = { kind: 'system', workspaceId };
  await changeFaq(tx, system, faqId, { stage: 'shadow' }, true);
  await tellSupervisors(tx, workspaceId, title, because);
  return true;
}

/** Everybody who looks after FAQs by their role. */
async function tellSupervisors(
  tx: CoreTx,
  workspaceId: string,
  title: string,
  { conversationId, seq }: { conversationId: string; seq: number },
): Promise<void> {
  const members = await tx.query<{ user_id: string }>(
    `select m.user_id from members m left join roles r on (r.workspace_id, r.id) = (m.workspace_id, m.role_id)
     where m.workspace_id = $1 and (m.role in ('owner', 'admin', 'supervisor') or 'faqs.change' = any (r.permissions))`,
    [workspaceId],
  );
  const written = await tx.query<NotificationRow & { contact_name: string | null }>(
    `with n as (
       insert into notifications (workspace_id, id, user_id, kind, conversation_id, seq, author_kind, preview)
       select $1, t.id, t.user_id, 'step_back', $3, $4, 'system', $5 from unnest($2::uuid[], $6::uuid[]) as t (id, user_id)
       on conflict (workspace_id, user_id, conversation_id, kind, seq) do nothing returning *)
     select ${notificationColumns}, ct.name as contact_name from n
     join conversations c on (c.workspace_id, c.id) = (n.workspace_id, n.conversation_id)
     join contacts ct on (ct.workspace_id, ct.id) = (c.workspace_id, c.contact_id)`,
    [
      workspaceId,
      members.rows.map(() => uuid()),
      conversationId,
      seq,
      title,
      members.rows.map((row) => row.user_id),
    ],
  );
  for (const row of written.rows)
    tx.announce({
      kind: 'notified',
      workspaceId,
      userId: row.user_id,
      notification: toNotificationRecord(row, row.contact_name),
    });
}
