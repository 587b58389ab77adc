import type { TimelineItem } from '@causerie/client';
import type { Content } from '@causerie/protocol';

/** What was answered to which offer, by the id of the message that offered; also by answers still on their way. */
export function answersIn(items: readonly TimelineItem[]): ReadonlyMap<string, Content> {
  const answers = new Map<string, Content>();
  for (const item of items) {
    const content = item.state === 'confirmed' ? item.entry.content : item.message.content;
    if (item.state !== 'failed' && content && 'entryId' in content && content.entryId)
      answers.set(content.entryId, content);
  }
  return answers;
}
