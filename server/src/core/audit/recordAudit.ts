import type { Tx } from '../../db/transaction.ts';
import { uuid } from '../../lib/uuid.ts';
import type { DeskActor, SystemActor } from '../actor.ts';

/** Something done to the workspace's settings or access. */
export type Audited = {
  /** `noun.verb`, from the list in docs/audit.md. */
  action: string;
  target?: { kind: string; id: string; name?: string | null | undefined };
  /** How it was and how it is: only what changed is kept, and no secret. */
  before?: object | undefined;
  after?: object | undefined;
};

/** Writes into the audit log in the transaction of the change: no change without its entry, no entry without its change. */
export async function recordAudit(
  tx: Pick<Tx, 'query'>,
  actor: DeskActor | SystemActor,
  { action, target, before, after }: Audited,
): Promise<void> {
  const [was, is] = difference(before, after);
  const from = actor.kind === 'system' ? undefined : actor.from;
  const id = actor.kind === 'agent' ? actor.userId : actor.kind === 'bot' ? actor.keyId : null;
  await tx.query(
    `insert into audit_entries (workspace_id, id, actor_kind, actor_id, actor_name, action, target_kind, target_id,
       target_name, before, after, ip, user_agent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      actor.workspaceId,
      uuid(),
      actor.kind,
      id,
      actor.kind === 'system' ? null : actor.name,
      action,
      target?.kind ?? null,
      target?.id ?? null,
      target?.name ?? null,
      was && JSON.stringify(was),
      is && JSON.stringify(is),
      from?.ip ?? null,
      from?.userAgent?.slice(0, 400) ?? null,
    ],
  );
}

type Parts = Record<string, unknown>;

/** The parts in which the two differ; of a single one all that it says. */
function difference(before: object | undefined, after: object | undefined): [Parts | null, Parts | null] {
  const [was, is] = [before && withoutSecrets(before), after && withoutSecrets(after)];
  if (!was || !is) return [was ?? null, is ?? null];
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  const pick = (parts: Parts) => Object.fromEntries(changed.map((name) => [name, parts[name] ?? null]));
  return [pick(was), pick(is)];
}

const secretNames = /secret|password|token|hash|^key$|private/i;

/** By name, at any depth: a setting called a secret is one, whoever adds it later. */
function withoutSecrets(parts: object): Parts {
  return JSON.parse(
    JSON.stringify(parts, (name, value) =>
      secretNames.test(name) && typeof value === 'string' ? '•••' : value,
    ),
  ) as Parts;
}
