import type { ConversationSla, OpeningHours } from '@causerie/protocol';
import { judgeSla, type Promises, type SlaNews, type SlaVerdict } from '../../engines/sla/judgeSla.ts';
import { matchPolicy } from '../../engines/sla/matchPolicy.ts';
import type { ClockLog, LogMoment } from '../../engines/sla/readClocks.ts';
import type { SystemActor } from '../actor.ts';
import {
  type ConversationSet,
  lockConversation,
  type NewEntry,
  writeChange,
} from '../conversations/changeConversation.ts';
import type { ConversationRecord } from '../conversations/conversationRecord.ts';
import type { CoreTx } from '../core.ts';
import { readPolicies, toPolicy } from './policyRow.ts';
import { type ClockStart, readMergedStart, readMoments } from './readMoments.ts';
import { keepProgress, readProgress, type SlaProgress } from './slaProgress.ts';

/**
 * Judges one conversation by its log, its policy and its inbox's hours, and writes what is new: the targets on the row,
 * warnings and breaches in the log, each once. Resolves with the row's version afterwards. Nothing new: nothing written.
 */
export async function judgeConversation(
  tx: CoreTx,
  workspaceId: string,
  conversationId: string,
): Promise<number> {
  const author: SystemActor = { kind: 'system', workspaceId };
  const before = await lockConversation(tx, author, conversationId);
  const rows = (await readPolicies(tx, workspaceId)).map((row) => ({
    ...toPolicy(row),
    changedAt: row.changed_at,
  }));
  const policy = matchPolicy(rows, before);
  // What was merged goes on elsewhere, and so do its promises.
  if (!policy || before.mergedInto !== null) {
    if (before.sla === null) return before.version;
    return write(tx, before, [], { sla: null, sla_due_at: null, sla_alarm_at: null });
  }
  const { pauseWaiting, pauseSnoozed } = policy;
  const rules = { pauseWaiting, pauseSnoozed };
  const start =
    (await readProgress(tx, workspaceId, conversationId, rules)) ??
    (await readMergedStart(tx, workspaceId, conversationId, rules));
  const facts = await readFacts(tx, before, start);
  const promises: Promises = {
    budgets: budgetsOf(policy),
    hours: policy.hours === 'business' ? facts.hours : null,
    ...rules,
  };
  const verdict = judgeSla(facts.log, promises, facts.now, start?.log);
  const news = verdict.news
    .filter((one) => one.dueAt >= policy.changedAt.getTime() && !facts.told.has(keyOf(one)))
    .map((one) => ({
      key: keyOf(one),
      entry: { author, kind: 'event', event: toEvent(one, policy.name) } satisfies NewEntry,
    }));
  // What is told of below is told with this reading: whoever goes on from it need not look at it again.
  const told = [...facts.told, ...news.map((one) => one.key)].filter((key) => matters(key, verdict.reached));
  const read = facts.log.length + (start && 'read' in start ? start.read : 0);
  await keepProgress(tx, workspaceId, conversationId, read, {
    seq: before.lastSeq,
    rules,
    log: verdict.reached,
    told,
  });
  const sla: ConversationSla = { policyId: policy.id, policyName: policy.name, targets: verdict.states };
  if (news.length === 0 && isSame(before.sla, sla) && sameAlarm(facts.alarmAt, verdict))
    return before.version;
  return write(
    tx,
    before,
    news.map((one) => one.entry),
    { sla, ...momentsOf(verdict) },
  );
}

async function write(
  tx: CoreTx,
  before: ConversationRecord,
  news: NewEntry[],
  set: ConversationSet,
): Promise<number> {
  return (await writeChange(tx, before, news, set)).conversation.version;
}

const momentsOf = ({ dueAt, nextNewsAt }: SlaVerdict): ConversationSet => ({
  sla_due_at: dueAt === undefined ? null : new Date(dueAt),
  sla_alarm_at: nextNewsAt === undefined ? null : new Date(nextNewsAt),
});

function budgetsOf(policy: {
  firstResponseMinutes: number | null;
  nextResponseMinutes: number | null;
  resolutionMinutes: number | null;
}): Promises['budgets'] {
  const { firstResponseMinutes: first, nextResponseMinutes: next, resolutionMinutes: resolution } = policy;
  return {
    ...(first !== null && { first_response: first * 60_000 }),
    ...(next !== null && { next_response: next * 60_000 }),
    ...(resolution !== null && { resolution: resolution * 60_000 }),
  };
}

type Facts = {
  now: number;
  hours: OpeningHours | null;
  alarmAt: number | undefined;
  log: LogMoment[];
  /** What has been told already. */
  told: Set<string>;
};

/** Of the log what came after the start, if there is one. */
async function readFacts(
  tx: CoreTx,
  { workspaceId, id, inboxId }: ConversationRecord,
  start: SlaProgress | ClockStart | undefined,
): Promise<Facts> {
  const row = await tx.query<{ now: Date; hours: OpeningHours | null; alarm_at: Date | null }>(
    `select clock_timestamp() as now, i.hours, c.sla_alarm_at as alarm_at from conversations c
     join inboxes i on i.workspace_id = c.workspace_id and i.id = $3 where c.workspace_id = $1 and c.id = $2`,
    [workspaceId, id, inboxId],
  );
  const { log, told } = await readMoments(tx, workspaceId, id, start?.seq ?? 0);
  const { now, hours, alarm_at } = row.rows[0]!;
  return {
    now: now.getTime(),
    hours,
    alarmAt: alarm_at?.getTime(),
    log,
    told: new Set([...(start?.told ?? []), ...told]),
  };
}

const keyOf = ({ kind, target, since }: SlaNews): string =>
  `sla_${kind}/${target}/${new Date(since).toISOString()}`;

/** Whether a clock that is kept may want to tell this again. */
const matters = (key: string, { clocks }: ClockLog): boolean =>
  clocks.some((c) => key.endsWith(`/${c.target}/${new Date(c.since).toISOString()}`));

const toEvent = ({ kind, target, since, dueAt }: SlaNews, policyName: string) => ({
  type: `sla_${kind}` as const,
  target,
  since: new Date(since).toISOString(),
  dueAt: new Date(dueAt).toISOString(),
  policyName,
});

/** The order of an object's keys is the database's own: what is the same must not be written as new. */
function isSame(before: ConversationSla | null, after: ConversationSla): boolean {
  if (before === null || before.policyId !== after.policyId || before.policyName !== after.policyName)
    return false;
  const flat = ({ targets }: ConversationSla) =>
    targets.map((t) => `${t.target} ${t.state} ${t.dueAt} ${t.warnAt}`).join();
  return flat(before) === flat(after);
}

const sameAlarm = (alarmAt: number | undefined, { nextNewsAt }: SlaVerdict): boolean =>
  alarmAt === nextNewsAt;
