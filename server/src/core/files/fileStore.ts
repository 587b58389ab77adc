import { mkdirSync } from 'node:fs';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { AppError } from '../../errors.ts';

/** Where the bytes of files are: a folder, or a bucket (`bucketStore.ts`). Keys are `workspace/file` and `workspace/file.thumb`. */
export type FileStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Throws when there is nothing under the key; `unavailable` when that cannot be told now. */
  get(key: string): Promise<Uint8Array>;
  remove(key: string): Promise<void>;
};

export function createFolderStore(folder: string): FileStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }));
  return {
    put: (key, bytes) => disk.put(key, bytes),
    get: (key) => disk.getBytes(key),
    remove: (key) => disk.delete(key),
  };
}

/** Undefined where there is nothing under the key. A store that cannot tell now is no empty one: that is thrown on. */
export async function getIfThere(store: FileStore, key: string): Promise<Uint8Array | undefined> {
  try {
    return await store.get(key);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    return undefined;
  }
}

export const keyOfFile = (workspaceId: string, fileId: string): string => `${workspaceId}/${fileId}`;
export const keyOfThumbnail = (workspaceId: string, fileId: string): string =>
  `${workspaceId}/${fileId}.thumb`;
