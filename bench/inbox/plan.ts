/** How large the workspace is. */
export type InboxSize = { conversations: number; entriesEach: number };

/** One thread that is long, to jump about in. */
export const LONG_THREAD = 2000;

/** A word in one message of a hundred, and one in one of a hundred thousand: for the search. */
export const COMMON_WORD = 'parcel';
export const RARE_WORD = 'zeppelin';

const id = (kind: number, n: string) =>
  `('01900000-0000-7000-800${kind}-' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`;

/**
 * The statements that fill a workspace with conversations `from` (excluded) up to `to`, in bulk and in the order of their
 * ids. Nearly all are resolved; one in forty is open, of which a third belongs to the agent, a third to nobody. Parameters
 * are not possible in all places, so the values are written in: they are ours.
 */
export function planConversations(
  ids: { workspaceId: string; inboxId: string; userId: string },
  from: number,
  to: number,
): string[] {
  const { workspaceId, inboxId, userId } = ids;
  return [
    `insert into contacts (workspace_id, id, name, email, language, first_seen_at, last_seen_at)
     select '${workspaceId}', ${id(1, 'n')}, 'Contact ' || n, 'contact' || n || '@example.com', 'en', at, at
     from generate_series(${Math.floor(from / 4) + 1}, ${Math.ceil(to / 4)}) n, lateral (select now() - make_interval(secs => (n * 7919 % 31536000)) as at)
     on conflict do nothing`,
    `insert into conversations (workspace_id, id, inbox_id, contact_id, status, mode, assignee_id, last_seq, version,
       last_message, active_at, waiting_since, snoozed_until, contact_messages, agent_messages, first_reply_at, resolved_at, created_at)
     select '${workspaceId}', ${id(2, 'n')}, '${inboxId}', ${id(1, '(n + 3) / 4')}, status, 'messaging',
       case when n % 3 = 0 then '${userId}'::uuid end, 10, 11,
       jsonb_build_object('seq', 10, 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'authorKind', 'contact',
         'authorId', ${id(1, '(n + 3) / 4')}, 'preview', 'Where is my order number ' || n, 'kind', 'text'),
       at, case when status = 'open' and n % 2 = 0 then at end, case when status = 'snoozed' then now() + interval '1 day' end, 6, 4,
       at, case when status = 'resolved' then at end, at - interval '1 hour'
     from generate_series(${from + 1}, ${to}) n,
       lateral (select case when n % 40 = 0 then 'open' when n % 997 = 0 then 'pending' when n % 499 = 0 then 'snoozed' else 'resolved' end as status,
         now() - make_interval(secs => (n::bigint * 7919 % 31536000)) as at)`,
  ];
}

/** Entries of conversations `from` (excluded) up to `to`: contact and agent take turns. */
export function planEntries(
  ids: { workspaceId: string; userId: string },
  from: number,
  to: number,
  each: number,
): string {
  const { workspaceId, userId } = ids;
  return `insert into entries (workspace_id, conversation_id, seq, id, at, kind, author_kind, author_id, content)
    select '${workspaceId}', ${id(2, 'n')}, s, ${id(3, `(n::bigint * ${each} + s)`)}, now() - make_interval(secs => (n::bigint * 7919 % 31536000)), 'message',
      case when s % 2 = 1 then 'contact' else 'agent' end, case when s % 2 = 1 then ${id(1, '(n + 3) / 4')} else '${userId}'::uuid end,
      jsonb_build_object('kind', 'text', 'text', 'Message ' || s || ' of conversation ' || n || ': '
        || case when (n * ${each} + s) % 100 = 0 then 'the ${COMMON_WORD} ' else '' end
        || case when (n::bigint * ${each} + s) % 100000 = 0 then 'came by ${RARE_WORD} ' else '' end
        || (array['has not arrived yet', 'was damaged on the way', 'please tell me the size', 'thank you for the quick answer', 'can I pay by invoice'])[1 + (n + s) % 5])
    from generate_series(${from + 1}, ${to}) n, generate_series(1, ${each}) s
    order by n, s`;
}

/** The long thread: what the first conversation has beyond the others. */
export function planLongThread(ids: { workspaceId: string; userId: string }): string[] {
  const { workspaceId, userId } = ids;
  return [
    `insert into entries (workspace_id, conversation_id, seq, id, kind, author_kind, author_id, content)
     select '${workspaceId}', ${id(2, '1')}, s, ${id(4, 's')}, 'message', 'agent', '${userId}', jsonb_build_object('kind', 'text', 'text', 'More of it: ' || s)
     from generate_series(11, ${LONG_THREAD}) s`,
    `update conversations set last_seq = ${LONG_THREAD} where workspace_id = '${workspaceId}' and id = ${id(2, '1')}`,
  ];
}

/** The same in SQL. */
export const conversationIdSql = (n: string): string => id(2, n);

/** The id that the statements give conversation `n`. */
export const conversationId = (n: number): string =>
  `01900000-0000-7000-8002-${n.toString(16).padStart(12, '0')}`;
