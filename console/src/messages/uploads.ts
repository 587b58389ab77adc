import type { Content, StoredFile } from '@causerie/protocol';
import { useSyncExternalStore } from 'react';
import { type AppErrorCode, toAppError } from '../api/AppError.ts';
import { uploadFile } from '../api/uploadFile.ts';
import { MAX_FILE_BYTES } from './limits.ts';

/** A file on its way from the composer to the server. */
export type Upload = {
  key: string;
  file: File;
  /** Address of the picture in this browser, for its small view. */
  preview?: string;
  /** From 0 to 1. */
  share: number;
  stored?: StoredFile;
  failure?: AppErrorCode;
};

type Slot = { uploads: readonly Upload[]; aborts: Map<string, AbortController> };

/** Per conversation, outside React: looking at another conversation does not stop an upload. */
const slots = new Map<string, Slot>();
const listeners = new Set<() => void>();
const none: readonly Upload[] = [];

export function useUploads(conversationId: string): readonly Upload[] {
  return useSyncExternalStore(subscribe, () => slots.get(conversationId)?.uploads ?? none);
}

/** Whether files lie in a composer or are on their way to one: a reload would lose them. */
export const hasUploads = (): boolean => [...slots.values()].some((slot) => slot.uploads.length > 0);

export function addUploads(workspaceId: string, conversationId: string, files: Iterable<File>): void {
  for (const file of files) {
    const key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined;
    const tooLarge = file.size > MAX_FILE_BYTES;
    const upload: Upload = { key, file, preview, share: 0, failure: tooLarge ? 'too_large' : undefined };
    set(conversationId, [...slotOf(conversationId).uploads, upload]);
    if (!tooLarge) void start(workspaceId, conversationId, key, file);
  }
}

/** Files that are on the server already, those of a snippet, to go with the message. */
export function addStored(conversationId: string, files: readonly StoredFile[]): void {
  const held = slotOf(conversationId).uploads;
  const fresh = files
    .filter((stored) => !held.some((upload) => upload.stored?.id === stored.id))
    .map(
      (stored): Upload => ({
        key: stored.id,
        file: new File([], stored.name, { type: stored.mime }),
        preview: stored.thumbnailUrl,
        share: 1,
        stored,
      }),
    );
  if (fresh.length > 0) set(conversationId, [...held, ...fresh]);
}

export function retryUpload(workspaceId: string, conversationId: string, key: string): void {
  const upload = slotOf(conversationId).uploads.find((u) => u.key === key);
  if (!upload) return;
  change(conversationId, key, { failure: undefined, share: 0 });
  void start(workspaceId, conversationId, key, upload.file);
}

export function removeUpload(conversationId: string, key: string): void {
  const slot = slotOf(conversationId);
  slot.aborts.get(key)?.abort();
  const upload = slot.uploads.find((u) => u.key === key);
  if (upload?.preview) URL.revokeObjectURL(upload.preview);
  set(
    conversationId,
    slot.uploads.filter((u) => u.key !== key),
  );
}

/** Takes what has arrived out of the composer, to be sent. */
export function takeUploads(conversationId: string): StoredFile[] {
  const taken = slotOf(conversationId).uploads.filter((u) => u.stored);
  for (const upload of taken) removeUpload(conversationId, upload.key);
  return taken.map((u) => u.stored!);
}

/** The message that shows a stored file. All but `fileId` is for our own eyes until the server has filled it in. */
export function fileContent(file: StoredFile): Content {
  const { id: fileId, kind, name, mime, size, url, thumbnailUrl, width, height } = file;
  return { kind, fileId, name, mime, size, url, thumbnailUrl, width, height };
}

async function start(workspaceId: string, conversationId: string, key: string, file: File): Promise<void> {
  const abort = new AbortController();
  slotOf(conversationId).aborts.set(key, abort);
  try {
    const onProgress = (share: number) => change(conversationId, key, { share });
    const stored = await uploadFile(workspaceId, file, onProgress, abort.signal);
    change(conversationId, key, { stored, share: 1 });
  } catch (thrown) {
    if (!abort.signal.aborted) change(conversationId, key, { failure: toAppError(thrown).code });
  } finally {
    slotOf(conversationId).aborts.delete(key);
  }
}

function slotOf(conversationId: string): Slot {
  let slot = slots.get(conversationId);
  if (!slot) {
    slot = { uploads: none, aborts: new Map() };
    slots.set(conversationId, slot);
  }
  return slot;
}

function change(conversationId: string, key: string, patch: Partial<Upload>) {
  const { uploads } = slotOf(conversationId);
  set(
    conversationId,
    uploads.map((u) => (u.key === key ? { ...u, ...patch } : u)),
  );
}

function set(conversationId: string, uploads: readonly Upload[]) {
  slotOf(conversationId).uploads = uploads;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
