/**
 * The protocol's limits that the composer tells of before the server has to. Browsers import the protocol's types
 * only, so they are repeated here; a test compares the two.
 */
export const MAX_TEXT = 10_000;
export const MAX_FILE_BYTES = 25 * 1024 * 1024;
