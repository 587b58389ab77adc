import { isDeepStrictEqual } from 'node:util';
import type { ConversationPatch, FieldValues } from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type Actor, type DeskActor, mustBeAble, type SystemActor } from '../actor.ts';
import { type Core, type CoreTx, transact } from '../core.ts';
import { checkFields } from '../fields/checkFields.ts';
import { mustBeComplete } from '../fields/mustBeComplete.ts';
import { checkRoom } from '../routing/checkRoom.ts';
import { waitedOf } from '../routing/waitedOf.ts';
import { type ConversationSet, lockConversation, type NewEntry, writeChange } from './changeConversation.ts';
import type { ConversationRecord } from './conversationRecord.ts';
import { planLabels, planSpam } from './planMarks.ts';
import { scheduleWake } from './scheduleWake.ts';

type Plan = { entries: NewEntry[]; set: ConversationSet };

/**
 * Sets status, assignee, team, priority, labels or custom fields. Each real change is one event in the log; what is already so
 * stays as it is, so a repeat writes nothing. Errors: `conversation_not_found`, `member_not_found`, `team_not_found`,
 * `fields_required` for a resolve without what must be known before, `agent_at_capacity` where the inbox routes and `anyway` is not said, `invalid_value` for a snooze without a future
 * end or a field's value that does not suit it, `conflict` when reopening beside an open one that must be single.
 */
export async function patchConversation(
  core: Core,
  actor: DeskActor | SystemActor,
  conversationId: string,
  patch: ConversationPatch,
): Promise<ConversationRecord> {
  return transact(core, (tx) => patchInTransaction(tx, actor, conversationId, patch));
}

/** The same as part of something larger. */
export async function patchInTransaction(
  tx: CoreTx,
  actor: DeskActor | SystemActor,
  conversationId: string,
  patch: ConversationPatch,
): Promise<ConversationRecord> {
  if (actor.kind !== 'system') mustBeAble(actor, 'conversations.change');
  const before = await lockConversation(tx, actor, conversationId);
  if (before.mergedInto) fail('merged_elsewhere');
  const plan = merge(
    await planStatus(tx, actor, before, patch),
    await planAssignment(tx, actor, before, patch),
    planPriority(actor, before, patch),
    await planLabels(tx, actor, before, patch),
    await planSpam(tx, actor, before, patch),
    await planFields(tx, actor, before, patch),
  );
  if (plan.set.status === 'resolved' && actor.kind !== 'system')
    await mustBeComplete(tx, before, plan.set.fields ?? before.fields);
  if (plan.entries.length === 0 && Object.keys(plan.set).length === 0) return before;
  const { conversation } = await writeChange(tx, before, plan.entries, plan.set).catch(refused);
  if (plan.set.status === 'snoozed') await scheduleWake(tx, conversation);
  return conversation;
}

const nothing: Plan = { entries: [], set: {} };

function merge(...plans: Plan[]): Plan {
  return { entries: plans.flatMap((p) => p.entries), set: Object.assign({}, ...plans.map((p) => p.set)) };
}

const event = (author: Actor, body: Extract<NewEntry, { kind: 'event' }>['event']): NewEntry => ({
  author,
  kind: 'event',
  event: body,
});

async function planStatus(
  tx: CoreTx,
  actor: Actor,
  before: ConversationRecord,
  patch: ConversationPatch,
): Promise<Plan> {
  const { status } = patch;
  if (status === undefined) return nothing;
  if (status === 'snoozed') return planSnooze(actor, before, patch);
  if (status === before.status) return nothing;
  if (status === 'resolved') return planResolve(tx, actor, before);
  if (status === 'pending') return { entries: [], set: { status, snoozed_until: null } };
  return {
    entries: [event(actor, { type: 'reopened' })],
    set: { status, snoozed_until: null, resolved_at: null },
  };
}

function planSnooze(actor: Actor, before: ConversationRecord, patch: ConversationPatch): Plan {
  const until = new Date(patch.snoozedUntil ?? Number.NaN);
  if (!(until.getTime() > Date.now())) {
    fail('invalid_value', {
      field: '/snoozedUntil',
      message: 'Say until when to snooze: a moment in the future.',
    });
  }
  if (before.status === 'snoozed' && before.snoozedUntil === until.toISOString()) return nothing;
  return {
    entries: [event(actor, { type: 'snoozed', until: until.toISOString() })],
    set: { status: 'snoozed', snoozed_until: until, resolved_at: null },
  };
}

/** Resolving answers whoever waited, and asks for a rating where the inbox wants one and somebody wrote. */
async function planResolve(tx: CoreTx, actor: Actor, before: ConversationRecord): Promise<Plan> {
  const entries = [event(actor, { type: 'resolved' })];
  const question = await findRatingQuestion(tx, before);
  if (question) {
    const system: Actor = { kind: 'system', workspaceId: before.workspaceId };
    entries.push({ author: system, kind: 'message', content: { kind: 'rating', question, scale: 5 } });
  }
  return {
    entries,
    set: { status: 'resolved', snoozed_until: null, waiting_since: null, resolved_at: new Date() },
  };
}

const ratingQuestions: Record<string, string> = {
  en: 'How did we do?',
  fr: 'Comment s’est passé cet échange ?',
};

async function findRatingQuestion(tx: CoreTx, before: ConversationRecord): Promise<string | undefined> {
  const found = await tx.query<{ ask: boolean; language: string; answered: boolean; asked: boolean }>(
    `select coalesce((i.settings->>'askRating')::boolean, false) as ask, coalesce($3, i.settings->'languages'->>0, 'en') as language,
       exists (select from entries e where e.workspace_id = $1 and e.conversation_id = $4 and e.kind = 'message' and e.author_kind = 'agent') as answered,
       exists (select from entries e where e.workspace_id = $1 and e.conversation_id = $4 and e.content->>'kind' = 'rating') as asked
     from inboxes i where i.workspace_id = $1 and i.id = $2`,
    [before.workspaceId, before.inboxId, before.contactLanguage, before.id],
  );
  const row = found.rows[0];
  if (!row?.ask || !row.answered || row.asked) return undefined;
  return ratingQuestions[row.language.slice(0, 2).toLowerCase()] ?? ratingQuestions.en;
}

/** Who has it and whose team it is. Also for what does more than this in the same transaction. */
export async function planAssignment(
  tx: CoreTx,
  actor: Actor,
  before: ConversationRecord,
  patch: ConversationPatch,
): Promise<Plan> {
  const agentId = patch.assigneeId === undefined ? before.assigneeId : patch.assigneeId;
  const teamId = patch.teamId === undefined ? before.teamId : patch.teamId;
  if (agentId === before.assigneeId && teamId === before.teamId) return nothing;
  const agentName = agentId ? await loadMemberName(tx, before.workspaceId, agentId) : undefined;
  const teamName = teamId ? await loadTeamName(tx, before.workspaceId, teamId) : undefined;
  const takes = agentId !== before.assigneeId ? agentId : null;
  const room =
    takes && (await checkRoom(tx, actor, before, { userId: takes, name: agentName!, anyway: patch.anyway }));
  return {
    entries: [
      event(actor, {
        type: 'assigned',
        agentId,
        teamId,
        ...(agentName && { agentName }),
        ...(teamName && { teamName }),
        ...(actor.kind !== 'system' && { by: 'hand' as const }),
        ...(takes && waitedOf(before)),
        ...(room === 'over' && { overCapacity: true }),
      }),
    ],
    set: { assignee_id: agentId, team_id: teamId },
  };
}

async function loadMemberName(tx: CoreTx, workspaceId: string, userId: string): Promise<string> {
  const found = await tx.query<{ name: string }>(
    'select u.name from members m join users u on u.id = m.user_id where m.workspace_id = $1 and m.user_id = $2',
    [workspaceId, userId],
  );
  return found.rows[0]?.name ?? fail('member_not_found', { field: '/assigneeId' });
}

async function loadTeamName(tx: CoreTx, workspaceId: string, teamId: string): Promise<string> {
  const found = await tx.query<{ name: string }>(
    'select name from teams where workspace_id = $1 and id = $2',
    [workspaceId, teamId],
  );
  return found.rows[0]?.name ?? fail('team_not_found', { field: '/teamId' });
}

function planPriority(actor: Actor, before: ConversationRecord, { priority }: ConversationPatch): Plan {
  if (priority === undefined || priority === before.priority) return nothing;
  return { entries: [event(actor, { type: 'priority_changed', priority })], set: { priority } };
}

async function planFields(
  tx: CoreTx,
  actor: Actor,
  before: ConversationRecord,
  patch: ConversationPatch,
): Promise<Plan> {
  if (patch.fields === undefined) return nothing;
  const checked = await checkFields(tx, before.workspaceId, 'conversation', patch.fields);
  const changed = Object.fromEntries(
    Object.entries(checked).filter(([key, value]) => !isDeepStrictEqual(value, before.fields[key] ?? null)),
  );
  if (Object.keys(changed).length === 0) return nothing;
  const merged = Object.entries({ ...before.fields, ...changed }).filter(([, value]) => value !== null);
  return {
    entries: [event(actor, { type: 'fields_changed', fields: changed })],
    set: { fields: Object.fromEntries(merged) as FieldValues },
  };
}

/** What the database refused, in words: it saw what another transaction did after we had looked. */
function refused(thrown: unknown): never {
  const { constraint } = thrown as { constraint?: string };
  if (constraint === 'conversations_single') {
    fail('conflict', {
      message: 'This contact has another open conversation in this inbox. Resolve that one first.',
    });
  }
  if (constraint === 'conversations_workspace_id_assignee_id_fkey')
    fail('member_not_found', { field: '/assigneeId' });
  if (constraint === 'conversations_workspace_id_team_id_fkey') fail('team_not_found', { field: '/teamId' });
  throw thrown;
}
