import { createHash } from 'node:crypto';
import type { EmbeddingSettings, EmbeddingSettingsPatch, EmbeddingsProblem } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { type EmbeddingsEndpoint, embeddingsUrl } from '../../lib/askForEmbeddings.ts';
import { checkUrl, OutsideError } from '../../lib/fetchOutside.ts';
import type { DeskActor } from '../actor.ts';
import { recordAudit } from '../audit/recordAudit.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { queueTraining } from '../faqs/training/queueTraining.ts';

type Row = {
  enabled: boolean;
  url: string;
  model: string;
  api_key: string | null;
  key_set_at: Date | null;
  timeout_ms: number;
  asked: number;
  failed: number;
  problem: EmbeddingsProblem | null;
  problem_at: Date | null;
};

const unset: Row = {
  enabled: false,
  url: '',
  model: '',
  api_key: null,
  key_set_at: null,
  timeout_ms: 400,
  asked: 0,
  failed: 0,
  problem: null,
  problem_at: null,
};

/** What to ask with; undefined where it is off. Stays inside: it has the key. */
export type LiveEndpoint = EmbeddingsEndpoint & { timeoutMs: number };

export async function readEndpoint(
  db: Pick<Db, 'query'>,
  workspaceId: string,
): Promise<LiveEndpoint | undefined> {
  const { enabled, ...row } = await readRow(db, workspaceId);
  return enabled ? toEndpoint(row) : undefined;
}

export async function readEmbeddingSettings(
  db: Pick<Db, 'query'>,
  { workspaceId }: Pick<DeskActor, 'workspaceId'>,
): Promise<EmbeddingSettings> {
  return toSettings(await readRow(db, workspaceId));
}

/**
 * Sets what is given; written to the audit log without the key. What was learnt with other vectors is learnt anew. Errors:
 * `address_not_allowed`, `invalid_value` where it is to be on without address and model.
 */
export async function patchEmbeddingSettings(
  core: Core,
  actor: DeskActor,
  patch: EmbeddingSettingsPatch,
): Promise<EmbeddingSettings> {
  const { workspaceId } = actor;
  return transact(core, async (tx) => {
    await tx.query('insert into embedding_settings (workspace_id) values ($1) on conflict do nothing', [
      workspaceId,
    ]);
    await tx.query('select from embedding_settings where workspace_id = $1 for update', [workspaceId]);
    const before = await readRow(tx, workspaceId);
    const after = applyPatch(before, patch);
    if (after.url !== '' && after.url !== before.url) checkEndpointUrl(core, after.url);
    const isOther = after.url !== before.url || after.model !== before.model;
    const hasNewKey = after.api_key !== before.api_key;
    await tx.query(
      `update embedding_settings set enabled = $2, url = $3, model = $4, api_key = $5, timeout_ms = $6,
         key_set_at = case when $7 then now() else key_set_at end, retry_at = null where workspace_id = $1`,
      [workspaceId, after.enabled, after.url, after.model, after.api_key, after.timeout_ms, hasNewKey],
    );
    if (isOther || !after.enabled)
      await tx.query('delete from example_vectors where workspace_id = $1', [workspaceId]);
    const concerns = before.enabled !== after.enabled || (after.enabled && (isOther || hasNewKey));
    if (concerns) await learnAnew(tx, workspaceId);
    const stored = await readRow(tx, workspaceId);
    await recordAudit(tx, actor, {
      action: 'embedding_settings.changed',
      target: { kind: 'embedding_settings', id: workspaceId },
      before: forAudit(before),
      after: forAudit(stored),
    });
    tx.announce({ kind: 'changed', workspaceId, what: 'faq_settings' });
    return toSettings(stored);
  });
}

/** The endpoint as it would be with the patch; nothing is written. Throws `invalid_value` where address or model are missing. */
export async function draftEndpoint(
  db: Pick<Db, 'query'>,
  { workspaceId }: DeskActor,
  patch: EmbeddingSettingsPatch,
): Promise<LiveEndpoint> {
  const drafted = applyPatch(await readRow(db, workspaceId), { ...patch, enabled: true });
  return toEndpoint(drafted);
}

/** Address and model, as one value: vectors of another have nothing to say to these. */
export const endpointHash = ({ url, model }: Pick<EmbeddingsEndpoint, 'url' | 'model'>): Buffer =>
  createHash('sha256')
    .update(`${embeddingsUrl(url)}\n${model}`)
    .digest();

function applyPatch(before: Row, patch: EmbeddingSettingsPatch): Row {
  const after: Row = {
    ...before,
    enabled: patch.enabled ?? before.enabled,
    url: (patch.url ?? before.url).replace(/\/+$/, ''),
    model: (patch.model ?? before.model).trim(),
    timeout_ms: patch.timeoutMs ?? before.timeout_ms,
  };
  // A key goes to the server that it was given for, and to no other.
  const isElsewhere = originOf(after.url) !== originOf(before.url);
  after.api_key = patch.apiKey !== undefined ? patch.apiKey : isElsewhere ? null : before.api_key;
  if (after.enabled && after.url === '') fail('invalid_value', { field: '/url' });
  if (after.enabled && after.model === '') fail('invalid_value', { field: '/model' });
  return after;
}

const originOf = (url: string): string => URL.parse(url)?.origin ?? '';

/** What can be refused at once; what the name stands for is looked at with every request. */
function checkEndpointUrl({ allowedAddresses }: Core, url: string): void {
  try {
    checkUrl(url, allowedAddresses);
  } catch (thrown) {
    if (!(thrown instanceof OutsideError)) throw thrown;
    fail(thrown.reason === 'url' ? 'invalid_value' : 'address_not_allowed', {
      field: '/url',
      message: thrown.message,
    });
  }
}

async function learnAnew(tx: CoreTx, workspaceId: string): Promise<void> {
  const known = await tx.query('select from faq_examples where workspace_id = $1 limit 1', [workspaceId]);
  if (known.rowCount === 1) await queueTraining(tx, workspaceId, { full: true, now: true });
}

async function readRow(db: Pick<Db, 'query'>, workspaceId: string): Promise<Row> {
  const found = await db.query<Row>(
    `select enabled, url, model, api_key, key_set_at, timeout_ms,
       case when t.isToday then asked else 0 end as asked, case when t.isToday then failed else 0 end as failed,
       case when t.isToday then problem end as problem, case when t.isToday then problem_at end as problem_at
     from embedding_settings s
     cross join lateral (select s.counted_on = (now() at time zone 'utc')::date as isToday) t where workspace_id = $1`,
    [workspaceId],
  );
  return found.rows[0] ?? unset;
}

const toEndpoint = (row: Omit<Row, 'enabled'>): LiveEndpoint => ({
  url: row.url,
  model: row.model,
  apiKey: row.api_key,
  timeoutMs: row.timeout_ms,
});

const toSettings = (row: Row): EmbeddingSettings => ({
  enabled: row.enabled,
  url: row.url,
  model: row.model,
  hasKey: row.api_key !== null,
  timeoutMs: row.timeout_ms,
  today: { asked: row.asked, failed: row.failed },
  problem: row.problem,
  problemAt: row.problem_at?.toISOString() ?? null,
});

const forAudit = ({ enabled, url, model, timeout_ms, api_key, key_set_at }: Row) => ({
  enabled,
  url,
  model,
  timeoutMs: timeout_ms,
  hasKey: api_key !== null,
  keySetAt: key_set_at?.toISOString() ?? null,
});
