import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isEmptyFolder } from './writeBackup.ts';

/** Where a restore puts files. */
export type FilePlace = {
  /** Throws where something is in the way. */
  mustBeFree(): Promise<void>;
  /** Puts all files of a backup's folder there. */
  fill(folder: string): Promise<void>;
  /** Takes back what `fill` has put there. */
  clear(): Promise<void>;
};

/** The part of a store of files that a restore needs. `find`: undefined where nothing is under the key. */
export type RestoreStore = {
  find(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  remove(key: string): Promise<void>;
};

const LANES = 8;

export function folderForFiles(target: string): FilePlace {
  return {
    async mustBeFree() {
      if (!(await isEmptyFolder(target))) throw new Error(`${target} is not empty.`);
    },
    async fill(folder) {
      await mkdir(target, { recursive: true, mode: 0o700 });
      await cp(folder, target, { recursive: true });
    },
    clear: () => rm(target, { recursive: true, force: true }),
  };
}

/**
 * A bucket, under the keys that the files have in the folder. It need not be empty: files never change, so one that is
 * there already with the same bytes is left as it is, as after a restore that failed half way or a copy made by other
 * means; one with other bytes is somebody else's and ends the restore.
 */
export function storeForFiles(store: RestoreStore): FilePlace {
  const written: string[] = [];
  const restore = async (folder: string, path: string) => {
    const key = relative(folder, path).split(sep).join('/');
    const bytes = await readFile(path);
    const there = await store.find(key);
    if (there && Buffer.compare(there, bytes) !== 0)
      throw new Error(`The bucket holds something else under ${key}. Restore into another one.`);
    if (there) return;
    written.push(key);
    await store.put(key, bytes);
  };
  return {
    async mustBeFree() {
      // Asks for something, so that settings that are wrong show before anything is done.
      await store.find('causerie-restore');
    },
    async fill(folder) {
      if (!existsSync(folder)) return;
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
      let failure: unknown;
      const lane = async () => {
        for (let path = paths.pop(); path && failure === undefined; path = paths.pop())
          await restore(folder, path).catch((thrown) => {
            failure ??= thrown;
          });
      };
      // Each to its end, so that nothing is put there any more once this has failed.
      await Promise.all(Array.from({ length: LANES }, lane));
      if (failure !== undefined) throw failure;
    },
    async clear() {
      // What the bucket does not let go of now is the same for the next restore, which finds it there already.
      for (const key of written.splice(0)) await store.remove(key).catch(() => {});
    },
  };
}
