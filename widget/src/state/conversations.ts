import type { VisitorConversation } from '@causerie/protocol';

type List = readonly VisitorConversation[];

/** The list with this conversation as it is now, newest first; the same list if it knew as much already. */
export function withConversation(list: List, conversation: VisitorConversation): List {
  const known = list.find((c) => c.id === conversation.id);
  if (known && known.version >= conversation.version) return list;
  const others = list.filter((c) => c !== known);
  if (conversation.mergedInto) return others;
  return [conversation, ...others].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
}

/** An answer over HTTP, which the socket may have overtaken: the higher version counts. */
export const newestOf = (fresh: List, known: List): List =>
  known.reduce((list, c) => (fresh.some((f) => f.id === c.id) ? withConversation(list, c) : list), fresh);
