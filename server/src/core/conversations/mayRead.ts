import type { ViewCounts } from '@causerie/protocol';
import { type Actor, can } from '../actor.ts';

type Held = { contactId: string; assigneeId: string | null; teamId: string | null };

/**
 * Whether an actor may see a conversation: a contact their own, the desk all of them, or without `conversations.all`
 * those that are the agent's or a team's of theirs.
 */
export function mayRead(actor: Actor, conversation: Held): boolean {
  switch (actor.kind) {
    case 'system':
      return true;
    case 'contact':
      return conversation.contactId === actor.contactId;
    case 'bot':
      return can(actor, 'conversations.all');
    case 'agent':
      return (
        can(actor, 'conversations.all') ||
        conversation.assigneeId === actor.userId ||
        (conversation.teamId !== null && actor.teamIds.includes(conversation.teamId))
      );
  }
}

/**
 * The same for many rows at once, as a condition on the conversation `c`; undefined where all may be seen. `param` adds
 * a value to the statement and returns its name.
 */
export function visibleTo(actor: Actor, param: (value: unknown) => string): string | undefined {
  switch (actor.kind) {
    case 'system':
      return undefined;
    case 'contact':
      return `c.contact_id = ${param(actor.contactId)}`;
    case 'bot':
      return can(actor, 'conversations.all') ? undefined : 'false';
    case 'agent':
      return can(actor, 'conversations.all')
        ? undefined
        : `(c.assignee_id = ${param(actor.userId)} or c.team_id = any (${param(actor.teamIds)}::uuid[]))`;
  }
}

export type CountedRow = {
  status: string;
  assignee_id: string | null;
  team_id: string | null;
  n: number;
  waiting: number;
  /** Of these a bot has so many: they count as open, and as nobody's to take. */
  with_bot: number;
};

/** What the views hold for this reader, of the workspace's conversations counted by status, assignee and team. */
export function countVisible(rows: readonly CountedRow[], actor: Actor): ViewCounts {
  const counts: ViewCounts = {
    open: 0,
    unassigned: 0,
    waiting: 0,
    spam: 0,
    snoozed: 0,
    byAssignee: {},
    byTeam: {},
  };
  for (const { status, assignee_id, team_id, n, waiting, with_bot } of rows) {
    if (!mayRead(actor, { contactId: '', assigneeId: assignee_id, teamId: team_id })) continue;
    if (status === 'snoozed' || status === 'spam') {
      counts[status] += n;
      continue;
    }
    counts.open += n;
    counts.waiting += waiting;
    if (assignee_id) counts.byAssignee[assignee_id] = (counts.byAssignee[assignee_id] ?? 0) + n;
    else counts.unassigned += n - with_bot;
    if (team_id) counts.byTeam[team_id] = (counts.byTeam[team_id] ?? 0) + n;
  }
  return counts;
}
