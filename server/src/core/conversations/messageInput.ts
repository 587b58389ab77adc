import {
  type Content,
  contactContentKinds,
  type Mention,
  plainText,
  type SnippetOrigin,
} from '@causerie/protocol';
import { fail } from '../../errors.ts';
import { type Actor, authorOf } from '../actor.ts';

/** One message or note to be appended, made by its sender. `id` makes a repeat harmless. */
export type MessageInput = {
  conversationId: string;
  id: string;
  kind: 'message' | 'note';
  content: Content;
  /** What it was made from, for the record; agents only. */
  snippets?: SnippetOrigin[];
  /** The last entry that the writer had seen; absent: they know what they do. */
  seenSeq?: number | undefined;
};

/** An input with everything the log's row needs. */
export type PreparedMessage = MessageInput & {
  workspaceId: string;
  authorKind: 'contact' | 'agent' | 'bot' | 'system';
  authorId: string | null;
  preview: string;
};

const PREVIEW_LENGTH = 160;

/** Checks who may send what, and adds what the row shows of it. Content must have passed its schema. */
export function prepareMessage(actor: Actor, input: MessageInput): PreparedMessage {
  const author = authorOf(actor);
  if (author.kind === 'contact') {
    if (input.kind !== 'message') fail('forbidden');
    if (!contactContentKinds.includes(input.content.kind)) fail('content_not_allowed');
  }
  if (input.kind !== 'note' && mentionsOf(input.content).length > 0) fail('content_not_allowed');
  return {
    ...input,
    workspaceId: actor.workspaceId,
    authorKind: author.kind,
    authorId: author.id,
    preview: previewOf(input.content),
  };
}

/** Whom a note calls. */
export const mentionsOf = (content: Content): readonly Mention[] =>
  (content.kind === 'text' && content.mentions) || [];

/** One line of at most 160 characters, never cut within a character. */
export function previewOf(content: Content): string {
  // What is looked at is bounded: a text may be long, and made to keep a pattern busy.
  const start = plainText(content).slice(0, 4 * PREVIEW_LENGTH);
  const line = withoutMarks(start)
    .replaceAll(/\s{2,}|[^\S ]/g, ' ')
    .trim();
  return line.length <= PREVIEW_LENGTH
    ? line
    : `${line.slice(0, PREVIEW_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** What Markdown-light only marks; a lone star or bracket is text. */
const withoutMarks = (text: string): string =>
  !/[\]*~`]/.test(text)
    ? text
    : text
        .replaceAll(/\[([^\]\n]+)\]\(https?:\/\/[^)\s]+\)/g, '$1')
        .replaceAll(/(\*\*|~~)(?=\S)([^\n]+?)(?<=\S)\1/g, '$2')
        .replaceAll(/`([^`\n]+)`/g, '$1');
