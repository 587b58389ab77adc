import type { Notification } from '@causerie/protocol';
import type { Words } from '../words/en.ts';

/** What a notification says, in one line. */
export function notificationText(words: Words, { kind, author, contactName, preview }: Notification): string {
  const { notifications } = words.desk;
  const contact = contactName ?? words.inbox.visitor;
  const who = author.kind === 'contact' ? contact : (author.name ?? notifications.somebody);
  if (kind === 'step_back') return notifications.stepBack(preview);
  if (kind === 'assignment' && author.kind === 'system') return notifications.assignmentAlone(contact);
  return notifications[kind](who, contact);
}
