/**
 * An address as it is compared and kept: without space around it, composed, in lower case. What stands before the
 * `@` is the mailbox's own business (RFC 5321 section 2.4) except for its case, which no provider of today tells apart:
 * dots and tags stay.
 */
export const normaliseEmail = (text: string): string => text.trim().normalize('NFC').toLowerCase();
