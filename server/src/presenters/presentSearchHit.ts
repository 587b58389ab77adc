import type { SearchHit } from '@causerie/protocol';
import { plainText } from '@causerie/protocol';
import type { FoundEntry } from '../core/search/loadFound.ts';
import { excerptOf } from '../engines/search/excerptOf.ts';
import type { SearchWords } from '../engines/search/planSearchWords.ts';
import type { Presenter } from './presenter.ts';

/** An entry that was found, with what was looked for marked in an excerpt. */
export function presentSearchHit(
  presenter: Presenter,
  workspaceId: string,
  { entry, contact, inboxId, status }: FoundEntry,
  searched: SearchWords,
): SearchHit {
  const content = entry.content!;
  return {
    conversationId: entry.conversationId,
    seq: entry.seq,
    entryId: entry.id,
    at: entry.at,
    kind: entry.kind === 'note' ? 'note' : 'message',
    author: presenter.entry('agent', workspaceId, entry).author,
    excerpt: excerptOf(plainText(content), searched),
    contentKind: content.kind,
    contact,
    inboxId,
    status,
  };
}
