import { mkdirSync } from 'node:fs';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';

/** Where the bytes of files are: a folder here; the library also speaks S3. Keys are `workspace/file` and `workspace/file.thumb`. */
export type FileStore = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Throws when there is nothing under the key. */
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

export const keyOfFile = (workspaceId: string, fileId: string): string => `${workspaceId}/${fileId}`;
export const keyOfThumbnail = (workspaceId: string, fileId: string): string =>
  `${workspaceId}/${fileId}.thumb`;
