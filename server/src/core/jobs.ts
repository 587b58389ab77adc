import type { Tx } from '../db/transaction.ts';

/** Work for later, by kind. Written in the transaction of what causes it: no cause without its job, no job without its cause. */
export type Jobs = {
  'send-mail':
    | {
        mail: 'invitation';
        workspaceId: string;
        /** Absent in jobs of older versions. */
        invitationId?: string;
        address: string;
        link: string;
        invitedBy: string | null;
        workspaceName: string;
        language: string | null;
      }
    | {
        mail: 'webhook_paused';
        address: string;
        language: string | null;
        workspaceName: string;
        name: string;
        url: string;
        link: string;
      }
    /** By id alone: what they say is read when the mail leaves. */
    | { mail: 'notifications'; workspaceId: string; userId: string; ids: string[] }
    | { mail: 'password_reset'; address: string; name: string; url: string; language: string | null };
  'handle-mail': { workspaceId: string; payloadId: string };
  'wake-conversation': { workspaceId: string; conversationId: string; until: string };
};

/** Adds a job. `key`: a later job with the same key replaces an earlier one that has not begun. */
export async function addJob<K extends keyof Jobs>(
  tx: Pick<Tx, 'query'>,
  kind: K,
  payload: Jobs[K],
  options: { runAt?: Date; key?: string } = {},
): Promise<void> {
  await tx.query(
    `select graphile_worker.add_job($1, payload := $2::json, run_at := $3::timestamptz, job_key := $4, max_attempts := 12)`,
    [kind, JSON.stringify(payload), options.runAt ?? null, options.key ?? null],
  );
}
