import { fail } from '../../errors.ts';
import type { Core } from '../core.ts';
import type { FileStore } from '../files/fileStore.ts';
import { keyOfPart, loadExportRow } from './exportRow.ts';

/** The file, part by part. Errors: `export_not_found`, also once the day has passed; `conflict` while it is being written. */
export async function readExportFile(
  core: Core,
  store: FileStore,
  workspaceId: string,
  id: string,
): Promise<{ bytes: number; pieces: AsyncGenerator<Uint8Array> }> {
  const row = await loadExportRow(core.db, workspaceId, id);
  if (row.status === 'running') fail('conflict', { message: 'It is being written still.' });
  if (row.status !== 'done' || !row.expires_at || row.expires_at < new Date()) fail('export_not_found');
  return { bytes: Number(row.bytes), pieces: readParts(store, workspaceId, id, row.parts) };
}

async function* readParts(
  store: FileStore,
  workspaceId: string,
  id: string,
  parts: number,
): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < parts; part += 1) yield await store.get(keyOfPart(workspaceId, id, part));
}
