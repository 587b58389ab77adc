import { createHash } from 'node:crypto';
import { uuidFromBytes } from '../../lib/uuid.ts';

/** An id that follows from what a thing is called in its system: the same thing has the same id at every reading. */
export const sourceId = (source: string): string =>
  uuidFromBytes(createHash('sha256').update(source).digest().subarray(0, 16));
