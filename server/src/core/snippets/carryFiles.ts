import { AppError } from '../../errors.ts';
import { authorOf, type DeskActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { type FileStore, getIfThere, keyOfFile } from '../files/fileStore.ts';
import { detectType } from '../files/fileTypes.ts';
import { storeFile } from '../files/storeFile.ts';
import type { CarriedFile, FileItem } from './readSnippetFile.ts';
import { listSnippets, type SnippetRecord } from './snippetRecord.ts';

/** Bytes of files in one export; a larger one names the rest without their bytes, so that it can be read back. */
const MOST_CARRIED = 6_000_000;

/** The snippets' files with their bytes (base64), as many as fit, in the order of the snippets. */
export async function readCarriedFiles(
  store: FileStore,
  workspaceId: string,
  snippets: readonly SnippetRecord[],
): Promise<Map<string, { name: string; data: string | null }[]>> {
  let left = MOST_CARRIED;
  const carried = new Map<string, { name: string; data: string | null }[]>();
  for (const { id, files } of snippets) {
    const mine: { name: string; data: string | null }[] = [];
    for (const file of files) {
      const fits = file.size <= left;
      // One that is lost hinders no export of all the others.
      const data = fits ? await getIfThere(store, keyOfFile(workspaceId, file.id)) : undefined;
      if (data) left -= file.size;
      mine.push({ name: file.name, data: data ? Buffer.from(data).toString('base64') : null });
    }
    carried.set(id, mine);
  }
  return carried;
}

/** What becomes of a snippet's files: they are there as they are, or these take their place, or why they cannot. */
export type FilePlan = { same: true } | { fileIds: string[] | undefined } | { problem: string };

/**
 * Compares the files of an import with those that the snippets of these names have, byte by byte, and with `apply` stores
 * what is new. Before the import's own transaction, since pictures are read: where that fails they belong to nothing.
 */
export async function planFiles(
  core: Core,
  store: FileStore,
  actor: DeskActor,
  items: readonly FileItem[],
  apply: boolean,
): Promise<Map<FileItem, FilePlan>> {
  const plans = new Map<FileItem, FilePlan>();
  const carrying = items.filter((item) => item.kind === 'snippet' && item.files !== undefined);
  if (carrying.length === 0) return plans;
  const known = new Map(
    (await listSnippets(core.db, actor, { limit: 100_000, cursor: undefined })).map((snippet) => [
      snippet.name.toLowerCase(),
      snippet,
    ]),
  );
  for (const item of carrying) {
    const files = (item as { files: CarriedFile[] }).files;
    const there = known.get(item.name.toLowerCase())?.files ?? [];
    plans.set(item, await planOne(core, store, actor, { files, there, apply }));
  }
  return plans;
}

type Parts = { files: CarriedFile[]; there: SnippetRecord['files']; apply: boolean };

async function planOne(
  core: Core,
  store: FileStore,
  actor: DeskActor,
  { files, there, apply }: Parts,
): Promise<FilePlan> {
  if (files.length > 10) return { problem: 'It has more than ten files.' };
  // Each that is there stands for one of the import: two of the same name are two.
  const left = [...there];
  const ids: (string | undefined)[] = [];
  for (const file of files) {
    const found = await findThere(store, actor.workspaceId, file, left);
    if (found) left.splice(left.indexOf(found), 1);
    else if (!file.bytes)
      return { problem: `The file “${file.name}” is not in the import: it was too large for it.` };
    ids.push(found?.id);
  }
  if (ids.length === there.length && there.every((file, i) => file.id === ids[i])) return { same: true };
  try {
    for (const [i, file] of files.entries()) {
      if (ids[i] !== undefined) continue;
      await detectType(file.bytes!, file.name);
      if (!apply) continue;
      const { kind, id } = authorOf(actor) as { kind: 'agent' | 'bot'; id: string };
      const uploader = { workspaceId: actor.workspaceId, kind, id };
      ids[i] = (await storeFile(core, store, uploader, { name: file.name, bytes: file.bytes! })).id;
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.retryAfterMs !== undefined) throw thrown;
    return { problem: `A file of it is not allowed or cannot be read: ${thrown.message}` };
  }
  return { fileIds: apply ? (ids as string[]) : undefined };
}

/** The file that is meant: of the same bytes, or where it is named without any, of the same name. */
async function findThere(
  store: FileStore,
  workspaceId: string,
  { name, bytes }: CarriedFile,
  there: SnippetRecord['files'],
): Promise<SnippetRecord['files'][number] | undefined> {
  for (const each of there) {
    if (each.name !== name) continue;
    if (!bytes) return each;
    if (each.size !== bytes.length) continue;
    const stored = await getIfThere(store, keyOfFile(workspaceId, each.id));
    if (stored && bytes.equals(stored)) return each;
  }
  return undefined;
}
