import { type Static, Type } from 'typebox';
import { Nullable } from './scalars.ts';

const closed = { additionalProperties: false } as const;

/** A file with snippets (CSV: name, topic, team, language, text) or with snippets and macros (JSON, as exported). */
export const SnippetImport = Type.Object(
  {
    format: Type.Enum(['csv', 'json']),
    text: Type.String({ minLength: 1, maxLength: 14_000_000 }),
    /** Without it nothing is changed: the answer tells what would be. */
    apply: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type SnippetImport = Static<typeof SnippetImport>;

/** What becomes of one item of the file: `line` is its place in it, counted from 1. */
export const ImportRow = Type.Object(
  {
    line: Type.Integer({ minimum: 1 }),
    kind: Type.Enum(['snippet', 'macro']),
    name: Type.String(),
    action: Type.Enum(['create', 'update', 'same', 'error']),
    /** What is wrong with it, in English. */
    problem: Nullable(Type.String()),
  },
  closed,
);
export type ImportRow = Static<typeof ImportRow>;
export const ImportResult = Type.Object({ applied: Type.Boolean(), rows: Type.Array(ImportRow) }, closed);
export type ImportResult = Static<typeof ImportResult>;
