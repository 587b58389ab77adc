import type { StoredFile } from '@causerie/protocol';
import sharp from 'sharp';
import { fail } from '../../errors.ts';
import { formatFileUrl } from '../../lib/fileUrl.ts';
import { uuid } from '../../lib/uuid.ts';
import type { Core } from '../core.ts';
import { type FileStore, keyOfFile, keyOfThumbnail } from './fileStore.ts';
import { detectType } from './fileTypes.ts';

/** Who uploads: a visitor by their identity's address (they may not be a contact yet), an agent, a program. */
export type Uploader = { workspaceId: string; kind: 'visitor' | 'agent' | 'bot'; id: string };

const THUMBNAIL_PIXELS = 640;
/** Larger pictures are refused before they are unpacked: a small file can hold a picture that fills the memory. */
const MOST_PIXELS = 50_000_000;
/** What a picture may take while it is unpacked, whatever its pixels are made of. */
const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;

/**
 * Keeps an upload: what it is, how large, a thumbnail for pictures. The bytes are stored before the row that names
 * them, so a row never points at nothing. Errors: `file_type_not_allowed`, `file_unreadable`.
 */
export async function storeFile(
  core: Core,
  store: FileStore,
  uploader: Uploader,
  upload: { name: string; bytes: Uint8Array },
): Promise<StoredFile> {
  if (upload.bytes.length === 0) fail('file_unreadable', { message: 'The file is empty.' });
  const name = cleanName(upload.name);
  const mime = await detectType(upload.bytes, name);
  const picture = /^image\/(png|jpeg|gif|webp|avif|heif|heic|tiff|bmp)$/.test(mime)
    ? await oneAtATime(() => readPicture(upload.bytes))
    : undefined;
  const id = uuid();
  const { workspaceId } = uploader;
  await store.put(keyOfFile(workspaceId, id), upload.bytes);
  if (picture) await store.put(keyOfThumbnail(workspaceId, id), picture.thumbnail);
  await core.db.query(
    `insert into files (workspace_id, id, name, mime, size, width, height, has_thumbnail, uploader_kind, uploader_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      workspaceId,
      id,
      name,
      mime,
      upload.bytes.length,
      picture?.width,
      picture?.height,
      picture !== undefined,
      uploader.kind,
      uploader.id,
    ],
  );
  const file = { workspaceId, fileId: id, name };
  return {
    id,
    name,
    mime,
    size: upload.bytes.length,
    kind: kindOf(mime, picture !== undefined),
    url: formatFileUrl(core.keys.file, file),
    ...(picture && {
      width: picture.width,
      height: picture.height,
      thumbnailUrl: formatFileUrl(core.keys.file, file, 'thumb'),
    }),
  };
}

/** The kind of message that shows such a file. */
export function kindOf(mime: string, isPicture: boolean): StoredFile['kind'] {
  if (isPicture) return 'image';
  if (mime.startsWith('audio/')) return 'audio';
  return mime.startsWith('video/') ? 'video' : 'file';
}

let unpacking: Promise<unknown> = Promise.resolve();

/** Pictures are unpacked one after the other: several large ones at once would fill a small machine. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const done = unpacking.then(work);
  unpacking = done.catch(() => {});
  return done;
}

async function readPicture(
  bytes: Uint8Array,
): Promise<{ width: number; height: number; thumbnail: Uint8Array }> {
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient();
    const { width, height, autoOrient, channels, depth, isProgressive } = await image.metadata();
    // A progressive picture is held whole, in coefficients of two bytes.
    const bytesEach = depth === 'uchar' && !isProgressive ? 1 : 2;
    if (width * height * channels * bytesEach > MOST_UNPACKED_BYTES)
      throw new Error('The picture is too large once unpacked.');
    const thumbnail = await image
      .resize(THUMBNAIL_PIXELS, THUMBNAIL_PIXELS, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
    return { width: autoOrient?.width ?? width, height: autoOrient?.height ?? height, thumbnail };
  } catch (cause) {
    return fail('file_unreadable', { cause });
  }
}

/** The last part of the name, without control characters; never empty, never longer than a file system takes. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>|:*?]/gu, '')
    .trim();
  return clean.length <= 150
    ? clean || 'file'
    : `${clean.slice(0, 140)}${/\.[^.]{1,9}$/.exec(clean)?.[0] ?? ''}`;
}
