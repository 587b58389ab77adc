import type { FaqSettings, FaqSettingsPatch } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';

type Row = {
  minute_worth: number;
  currency: string;
  saved_minutes: number;
  wrong_low: number;
  wrong_medium: number;
  wrong_high: number;
  promise: 0.95 | 0.98;
  ask_allowed: boolean;
  resolve_after_hours: number;
  inbox_ids: string[];
};

/** The defaults are the table's, so that they stand in one place: a workspace without a row is read from an empty insert. */
const columns = `minute_worth, currency, saved_minutes, wrong_low, wrong_medium, wrong_high, promise, ask_allowed,
  resolve_after_hours`;

/** Makes the row where there is none; reading twice makes it once. */
export async function readFaqSettings(db: Pick<Db, 'query'>, workspaceId: string): Promise<FaqSettings> {
  const text = `select ${columns}, array(select id from inboxes where workspace_id = $1 and bot and deleted_at is null order by id) as inbox_ids
    from faq_settings where workspace_id = $1`;
  const found = await db.query<Row>(text, [workspaceId]);
  if (found.rows[0]) return toSettings(found.rows[0]);
  await db.query('insert into faq_settings (workspace_id) values ($1) on conflict do nothing', [workspaceId]);
  return toSettings((await db.query<Row>(text, [workspaceId])).rows[0]!);
}

/** Sets what is given; written to the audit log. Throws `inbox_not_found`. */
export async function patchFaqSettings(
  core: Core,
  actor: DeskActor,
  patch: FaqSettingsPatch,
): Promise<FaqSettings> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    await readFaqSettings(tx, workspaceId);
    await tx.query('select from faq_settings where workspace_id = $1 for update', [workspaceId]);
    const before = await readFaqSettings(tx, workspaceId);
    const after = {
      ...before,
      ...patch,
      wrongMinutes: { ...before.wrongMinutes, ...patch.wrongMinutes },
    };
    await tx.query(
      `update faq_settings set minute_worth = $2, currency = $3, saved_minutes = $4, wrong_low = $5, wrong_medium = $6,
         wrong_high = $7, promise = $8, ask_allowed = $9, resolve_after_hours = $10 where workspace_id = $1`,
      [
        workspaceId,
        after.minuteWorth,
        after.currency,
        after.savedMinutes,
        after.wrongMinutes.low,
        after.wrongMinutes.medium,
        after.wrongMinutes.high,
        after.promise,
        after.askAllowed,
        after.resolveAfterHours,
      ],
    );
    if (patch.inboxIds) await setInboxes(tx, workspaceId, patch.inboxIds);
    const settings = await readFaqSettings(tx, workspaceId);
    await recordAudit(tx, actor, {
      action: 'faq_settings.changed',
      target: { kind: 'faq_settings', id: workspaceId },
      before,
      after: settings,
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'faq_settings' });
    return settings;
  });
}

async function setInboxes(tx: CoreTx, workspaceId: string, ids: string[]): Promise<void> {
  const known = await tx.query(
    'select from inboxes where workspace_id = $1 and id = any ($2) and deleted_at is null',
    [workspaceId, ids],
  );
  if (known.rowCount !== ids.length) fail('inbox_not_found', { field: '/inboxIds' });
  await tx.query(
    'update inboxes set bot = (id = any ($2)) where workspace_id = $1 and bot <> (id = any ($2))',
    [workspaceId, ids],
  );
}

const toSettings = (row: Row): FaqSettings => ({
  minuteWorth: row.minute_worth,
  currency: row.currency,
  savedMinutes: row.saved_minutes,
  wrongMinutes: { low: row.wrong_low, medium: row.wrong_medium, high: row.wrong_high },
  promise: row.promise,
  askAllowed: row.ask_allowed,
  inboxIds: row.inbox_ids,
  resolveAfterHours: row.resolve_after_hours,
});
