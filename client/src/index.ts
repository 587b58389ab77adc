export { createClient } from './client.ts';
export { memoryOutbox } from './memoryOutbox.ts';
export type * from './types.ts';
export { uuidv7 } from './uuidv7.ts';
