import { mkdirSync } from 'node:fs';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
export function createFolderStore(folder) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }));
    return {
        put: (key, bytes) => disk.put(key, bytes),
        get: (key) => disk.getBytes(key),
        remove: (key) => disk.delete(key),
    };
}
export const keyOfFile = (workspaceId, fileId) => `${workspaceId}/${fileId}`;
export const keyOfThumbnail = (workspaceId, fileId) => `${workspaceId}/${fileId}.thumb`;
