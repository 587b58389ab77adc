import {
  type ClockLog,
  type ClockRules,
  joinClocks,
  type LogMoment,
  readClocks,
} from '../../engines/sla/readClocks.ts';
import type { CoreTx } from '../core.ts';

type Row = {
  at: Date;
  kind: 'message' | 'event';
  author_kind: 'contact' | 'agent';
  type: string | null;
  target: string | null;
  since: string | null;
};

/** What of a stretch of a log moves clocks, and what was told of them in it. */
export type Moments = { log: LogMoment[]; told: string[] };

/** Entries after `after`, before `until`. */
export async function readMoments(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  conversationId: string,
  after: number,
  until = 2_147_483_647,
): Promise<Moments> {
  const entries = await tx.query<Row>(
    `select at, kind, author_kind, event->>'type' as type, event->>'target' as target, event->>'since' as since
     from entries where workspace_id = $1 and conversation_id = $2 and seq > $3 and seq < $4
       and (kind = 'message' and author_kind in ('contact', 'agent') and content->>'kind' <> 'rating_answer'
         or kind = 'event' and event->>'type' in ('started', 'resolved', 'reopened', 'snoozed', 'sla_warned', 'sla_breached'))
     order by seq`,
    [workspaceId, conversationId, after, until],
  );
  const told = entries.rows.filter((e) => e.target !== null);
  return {
    log: entries.rows.filter((e) => e.target === null).map(toMoment),
    told: told.map((e) => `${e.type}/${e.target}/${e.since}`),
  };
}

const toMoment = (row: Row): LogMoment => ({
  at: row.at.getTime(),
  kind: row.kind === 'message' ? row.author_kind : (row.type as LogMoment['kind']),
});

/** Where the clocks of a conversation stand as its own log begins: `seq` is the last of its copies. */
export type ClockStart = { seq: number; log: ClockLog; told: string[]; read: number };

type Merge = { copied: number; merged_at: Date; source: string; left_at: number };

/**
 * Of a merged conversation, how the clocks of the two stood when they were merged: a reply in one answered nobody in the
 * other, so each log is read on its own, and not the copies in their common order. Undefined for any other conversation.
 */
export async function readMergedStart(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  conversationId: string,
  rules: ClockRules,
): Promise<ClockStart | undefined> {
  const found = await tx.query<Merge>(
    `select m.copied, m.merged_at, s.id as source, e.seq as left_at from merges m
     cross join lateral (values (m.target_id, 1), (m.source_id, 2)) s (id, place)
     join entries e on e.workspace_id = $1 and e.conversation_id = s.id and e.event->>'type' = 'merged' and e.event->>'into' = m.id::text
     where m.workspace_id = $1 and m.id = $2 order by s.place`,
    [workspaceId, conversationId],
  );
  const [target, source] = found.rows;
  if (!target || !source) return undefined;
  const parts = [];
  for (const { source: id, left_at } of [target, source]) {
    const start = await readMergedStart(tx, workspaceId, id, rules);
    const own = await readMoments(tx, workspaceId, id, start?.seq ?? 0, left_at);
    parts.push({
      log: readClocks(own.log, rules, start?.log),
      told: [...(start?.told ?? []), ...own.told],
      read: own.log.length + (start?.read ?? 0),
    });
  }
  const [a, b] = parts as [(typeof parts)[number], (typeof parts)[number]];
  return {
    seq: target.copied,
    log: joinClocks(a.log, b.log, rules, target.merged_at.getTime()),
    told: [...a.told, ...b.told],
    read: a.read + b.read,
  };
}
