import { type Static, Type } from 'typebox';

/** A UUID in its canonical lower-case text form (RFC 9562). Ids that a client makes are version 7. */
export const Uuid = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
});
export type Uuid = Static<typeof Uuid>;

/** A moment as an RFC 3339 string in UTC with milliseconds, e.g. `2026-11-21T08:00:00.000Z`. */
export const Instant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?(Z|[+-]\\d{2}:\\d{2})$',
});
export type Instant = Static<typeof Instant>;

/** A language as a BCP 47 tag: `en`, `fr`, `zh-Hans`. */
export const LanguageTag = Type.String({ pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 });

/** An address of a person's mailbox. Deliberately loose (one `@`, no white space): only a mail sent proves it. */
export const EmailAddress = Type.String({
  pattern: '^[^\\s@<>"\\u0000-\\u001f]{1,64}@[^\\s@<>"\\u0000-\\u001f]{1,255}$',
  maxLength: 254,
});

/** A web address that may be put into a link: http and https only, so that no script can hide in it. */
export const WebUrl = Type.String({ pattern: '^https?://[^\\s<>"\\u0000-\\u001f]+$', maxLength: 2000 });

/** A link target in a message: web, mail or telephone. */
export const LinkUrl = Type.String({
  pattern: '^(https?://|mailto:|tel:)[^\\s<>"\\u0000-\\u001f]+$',
  maxLength: 2000,
});

/** One line of text, at least one visible character, without control characters. */
export const Line = (maxLength: number) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$',
  });

/** Text of several lines, at least one visible character. NUL is refused: PostgreSQL cannot hold it. */
export const Paragraphs = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' });

/** `null` or the given schema. */
export const Nullable = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
