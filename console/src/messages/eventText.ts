import type { Entry, EventBody, EventType, FieldValue } from '@causerie/protocol';
import { formatDuration } from '../conversations/waiting.ts';
import type { Words } from '../words/en.ts';
import type { Formats } from '../words/formats.ts';

export type EventContext = {
  words: Words;
  formats: Formats;
  me: string;
  /** The name of the contact. */
  contact: string;
  nameOf: (userId: string) => string | undefined;
  teamOf: (teamId: string) => string | undefined;
  /** A custom field of the conversation: its name, and how its values read. */
  fieldOf: (key: string) => { label: string; shown: (value: FieldValue) => string };
};

type Teller<T extends EventType> = (
  event: Extract<EventBody, { type: T }>,
  by: string,
  context: EventContext,
) => string;

/** One line of words for each kind of event. */
const tellers: { [T in EventType]: Teller<T> } = {
  started: (_, __, c) => c.words.thread.events.startedBy(c.contact),
  assigned: tellAssigned,
  requeued: ({ agentId, agentName, reason }, _, { words, me, nameOf }) =>
    agentId === me
      ? words.routing.requeuedFromYou[reason]
      : words.routing.requeued[reason](nameOf(agentId) ?? agentName ?? words.thread.events.somebody),
  handed_over: ({ reason }, _, { words }) => words.routing.handedOver[reason],
  sla_warned: (event, _, { words: { sla } }) => sla.warned(sla.targets[event.target], event.policyName),
  sla_breached: (event, _, { words: { sla } }) => sla.breached(sla.targets[event.target], event.policyName),
  resolved: (_, by, c) => c.words.thread.events.resolved(by),
  reopened: (_, by, c) => c.words.thread.events.reopened(by),
  snoozed: (event, by, c) => c.words.thread.events.snoozed(by, c.formats.full(new Date(event.until))),
  session_ended: (event, _, c) => c.words.thread.events[event.reason](c.contact),
  session_resumed: (event, _, c) => {
    const { returned, returnedByLink, returnedIdentified } = c.words.thread.events;
    return { return: returned, link: returnedByLink, identify: returnedIdentified }[event.via](c.contact);
  },
  email_given: (event, _, c) => c.words.thread.events.emailGiven(c.contact, event.email),
  identified: (_, __, c) => c.words.thread.events.identified(c.contact),
  mail_sent: (event, _, c) => c.words.thread.events.mailSent(event.address),
  transcript_sent: (event, _, c) => c.words.thread.events.transcript(event.address),
  labels_changed: (event, by, c) => {
    const { labelsAdded, labelsRemoved } = c.words.thread.events;
    const said = [
      event.added.length > 0 && labelsAdded(by, c.formats.list(event.added)),
      event.removed.length > 0 && labelsRemoved(by, c.formats.list(event.removed)),
    ];
    return said.filter(Boolean).join('. ');
  },
  merged: (_, by, c) => c.words.thread.events.merged(by),
  unmerged: (_, by, c) => c.words.thread.events.unmerged(by),
  spam_changed: (event, by, c) =>
    (event.spam ? c.words.thread.events.spamMarked : c.words.thread.events.spamUnmarked)(by),
  priority_changed: (event, by, c) => {
    const names: Record<string, string> = c.words.inbox.priorities;
    return c.words.thread.events.priority(by, names[event.priority] ?? event.priority);
  },
  fields_changed: (event, by, c) => {
    const { fieldSet, fieldEmptied } = c.words.thread.events;
    const told = Object.entries(event.fields).map(([key, value]) => {
      const field = c.fieldOf(key);
      return value === null ? fieldEmptied(by, field.label) : fieldSet(by, field.label, field.shown(value));
    });
    return told.join('. ');
  },
  imported: (event, _, c) => {
    const kinds: Record<string, string> = c.words.imports.kinds;
    return c.words.thread.events.imported(kinds[event.from] ?? event.from);
  },
  contact_blocked: (_, by, c) => c.words.thread.events.blocked(by, c.contact),
  contact_unblocked: (_, by, c) => c.words.thread.events.unblocked(by, c.contact),
};

export function eventText(entry: Entry, context: EventContext): string {
  const { event } = entry;
  const tell = event && (tellers[event.type] as Teller<EventType> | undefined);
  if (!event || !tell) return context.words.thread.events.other;
  return tell(event, authorName(entry, context), context);
}

function authorName({ author }: Entry, { words, me, contact, nameOf }: EventContext): string {
  if (author.kind === 'contact') return contact;
  if (author.kind === 'system') return words.thread.events.system;
  if (author.id === me) return words.thread.events.you;
  return (author.id && nameOf(author.id)) ?? author.name ?? words.thread.events.somebody;
}

function tellAssigned(
  event: Extract<EventBody, { type: 'assigned' }>,
  by: string,
  { words, me, nameOf, teamOf }: EventContext,
): string {
  const { events } = words.thread;
  const whole = (line: string) => withCircumstances(line, event, words);
  const bySystem = by === events.system;
  if (event.agentId) {
    const to =
      event.agentId === me ? events.you : (nameOf(event.agentId) ?? event.agentName ?? events.somebody);
    if (event.by === 'routing') {
      return whole(event.agentId === me ? words.routing.routedToYou : words.routing.routedTo(to));
    }
    if (bySystem) return events.assignedAlone(to);
    return whole(to === by ? events.took(to) : events.assigned(by, to));
  }
  const team = event.teamId && (teamOf(event.teamId) ?? event.teamName ?? words.inbox.actions.teams);
  if (team) return bySystem ? events.assignedAlone(team) : events.assignedTeam(by, team);
  return events.unassigned(by);
}

/** How long the contact had waited, from a minute on; and that the agent had no room for it. */
function withCircumstances(
  line: string,
  { waitedSeconds = 0, overCapacity }: Extract<EventBody, { type: 'assigned' }>,
  { routing, duration }: Words,
): string {
  const waited =
    waitedSeconds >= 60 ? routing.waited(line, formatDuration(duration, waitedSeconds * 1000)) : line;
  return overCapacity ? routing.beyond(waited) : waited;
}
