/** What the indexes of lists have in place of a moment: the beginning of its ten seconds. Asked beside it, it lets them be used. */
export const indexedAbout: Record<string, string> = { 'c.active_at': 'c.active_about' };

/** Where each built-in property of a filter stands, in a query in which the conversation is `c` and its contact `ct`. */
export const filterColumns: Record<string, string> = {
  'conversation.status': 'c.status',
  'conversation.mode': 'c.mode',
  'conversation.priority': 'c.priority',
  'conversation.inbox': 'c.inbox_id',
  'conversation.channel':
    '(select i.kind from inboxes i where (i.workspace_id, i.id) = (c.workspace_id, c.inbox_id))',
  'conversation.assignee': 'c.assignee_id',
  'conversation.team': 'c.team_id',
  'conversation.label': 'c.labels',
  'conversation.subject': 'c.subject',
  'conversation.last_message': "(c.last_message->>'preview')",
  'conversation.created': 'c.created_at',
  'conversation.active': 'c.active_at',
  'conversation.waiting': 'c.waiting_since',
  'conversation.first_reply': 'c.first_reply_at',
  'conversation.resolved': 'c.resolved_at',
  'conversation.snoozed_until': 'c.snoozed_until',
  'conversation.messages': '(c.contact_messages + c.agent_messages)',
  'conversation.spam': 'c.spam',
  'contact.name': 'ct.name',
  'contact.email': 'ct.email',
  'contact.phone': 'ct.phone',
  'contact.company': 'ct.company',
  'contact.city': 'ct.city',
  'contact.country': 'ct.country',
  'contact.language': 'ct.language',
  'contact.time_zone': 'ct.time_zone',
  'contact.device': 'ct.device',
  'contact.note': 'ct.note',
  'contact.first_seen': 'ct.first_seen_at',
  'contact.last_seen': 'ct.last_seen_at',
  'contact.blocked': '(ct.blocked_at is not null)',
};
