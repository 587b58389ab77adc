import sharp from 'sharp';
import { fail } from '../../errors.ts';
import { formatFileUrl } from '../../lib/fileUrl.ts';
import { uuid } from '../../lib/uuid.ts';
import { keyOfFile, keyOfThumbnail } from './fileStore.ts';
import { detectType } from './fileTypes.ts';
const THUMBNAIL_PIXELS = 640;
/** Larger pictures are refused before they are unpacked: a small file can hold a picture that fills the memory. */
const MOST_PIXELS = 50000000;
/**
 * Keeps an upload: what it is, how large, a thumbnail for pictures. The bytes are stored before the row that names
 * them, so a row never points at nothing. Errors: `file_type_not_allowed`, `file_unreadable`.
 */
export async function storeFile(core, store, uploader, upload) {
    if (upload.bytes.length === 0)
        fail('file_unreadable', { message: 'The file is empty.' });
    const name = cleanName(upload.name);
    const mime = await detectType(upload.bytes, name);
    const picture = /^image\/(png|jpeg|gif|webp|avif|heif|heic|tiff|bmp)$/.test(mime)
        ? await readPicture(upload.bytes)
        : undefined;
    const id = uuid();
    const { workspaceId } = uploader;
    await store.put(keyOfFile(workspaceId, id), upload.bytes);
    if (picture)
        await store.put(keyOfThumbnail(workspaceId, id), picture.thumbnail);
    await core.db.query(`insert into files (workspace_id, id, name, mime, size, width, height, has_thumbnail, uploader_kind, uploader_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
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
    ]);
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
function kindOf(mime, isPicture) {
    if (isPicture)
        return 'image';
    if (mime.startsWith('audio/'))
        return 'audio';
    return mime.startsWith('video/') ? 'video' : 'file';
}
async function readPicture(bytes) {
    try {
        const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient();
        const { width, height, autoOrient } = await image.metadata();
        const thumbnail = await image
            .resize(THUMBNAIL_PIXELS, THUMBNAIL_PIXELS, { fit: 'inside', withoutEnlargement: true })
            .webp({ quality: 80 })
            .toBuffer();
        return { width: autoOrient?.width ?? width, height: autoOrient?.height ?? height, thumbnail };
    }
    catch (cause) {
        return fail('file_unreadable', { cause });
    }
}
/** The last part of the name, without control characters; never empty, never longer than a file system takes. */
function cleanName(name) {
    const last = name.split(/[\\/]/).at(-1) ?? '';
    const clean = last
        .normalize('NFC')
        .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>|:*?]/gu, '')
        .trim();
    return clean.length <= 150
        ? clean || 'file'
        : `${clean.slice(0, 140)}${/\.[^.]{1,9}$/.exec(clean)?.[0] ?? ''}`;
}
