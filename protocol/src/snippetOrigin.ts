import { type Static, Type } from 'typebox';
import { LanguageTag, Uuid } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** That a message was made from a snippet: what the snippet said when it was put into the composer. Never shown to the contact. */
export const SnippetOrigin = Type.Object(
  {
    snippetId: Uuid,
    language: LanguageTag,
    text: Type.String({ maxLength: 10_000, pattern: '^[^\\u0000]*$' }),
  },
  closed,
);
export type SnippetOrigin = Static<typeof SnippetOrigin>;

/** Those that a message was made from, in the order in which they were put in. */
export const SnippetOrigins = Type.Array(SnippetOrigin, { maxItems: 3 });
