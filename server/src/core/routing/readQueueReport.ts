import type { QueueReport } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';

/** A promise counts as kept when it took no longer than was said, or up to a minute more. */
const GRACE_SECONDS = 60;

type Row = {
  inbox_id: string;
  assigned: number;
  gone: number;
  median_wait: number | null;
  p90_wait: number | null;
  promised: number;
  median_promised: number | null;
  median_error: number | null;
  median_bias: number | null;
  kept: number | null;
};

/** Promised against real waits of the last days. The wait that counts is the one from the promise on. */
export async function readQueueReport(
  db: Pick<Db, 'query'>,
  workspaceId: string,
  days: number,
): Promise<QueueReport> {
  const found = await db.query<Row>(
    `with waits as (
       select inbox_id, outcome, promised_seconds as promise, extract(epoch from left_at - since) as wait,
         extract(epoch from left_at - promised_at) - promised_seconds as bias
       from queue_waits where workspace_id = $1 and left_at > now() - make_interval(days => $2)),
     served as (select * from waits where outcome = 'assigned')
     select i.id as inbox_id,
       count(s.*)::int as assigned,
       (select count(*)::int from waits w where w.inbox_id = i.id and w.outcome = 'gone') as gone,
       round(percentile_cont(0.5) within group (order by s.wait))::int as median_wait,
       round(percentile_cont(0.9) within group (order by s.wait))::int as p90_wait,
       count(s.promise)::int as promised,
       round(percentile_cont(0.5) within group (order by s.promise))::int as median_promised,
       round(percentile_cont(0.5) within group (order by abs(s.bias)))::int as median_error,
       round(percentile_cont(0.5) within group (order by s.bias))::int as median_bias,
       round(avg((s.bias <= $3)::int) filter (where s.promise is not null), 3)::float as kept
     from inboxes i left join served s on s.inbox_id = i.id
     where i.workspace_id = $1 and i.deleted_at is null group by i.id, i.created_at order by i.created_at, i.id`,
    [workspaceId, days, GRACE_SECONDS],
  );
  return { days, items: found.rows.map(toItem) };
}

const toItem = (row: Row): QueueReport['items'][number] => ({
  inboxId: row.inbox_id,
  assigned: row.assigned,
  gone: row.gone,
  medianWait: row.median_wait,
  p90Wait: row.p90_wait,
  promised: row.promised,
  medianPromised: row.median_promised,
  medianError: row.median_error,
  medianBias: row.median_bias,
  kept: row.kept,
});
