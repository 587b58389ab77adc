import { fail } from '../../errors.ts';
/**
 * Fills in what a message says of its files from our own record of them, and drops what the sender claimed.
 * Contacts may only send what they uploaded themselves; agents any file of the workspace.
 */
export async function completeContent(db, actor, content) {
    const ids = fileIdsOf(content);
    if (ids.length === 0)
        return content;
    const found = await db.query(`select id, name, mime, size, width, height, has_thumbnail, uploader_kind, uploader_id
     from files where workspace_id = $1 and id = any ($2)`, [actor.workspaceId, ids]);
    const files = new Map(found.rows.filter((file) => mayUse(actor, file)).map((file) => [file.id, file]));
    if (ids.some((id) => !files.has(id)))
        fail('file_not_found');
    return 'fileId' in content ? withFile(content, files.get(content.fileId)) : withoutClaims(content);
}
function fileIdsOf(content) {
    if ('fileId' in content)
        return [content.fileId];
    if (content.kind === 'card')
        return [content.card.imageFileId].filter((id) => id !== undefined);
    if (content.kind === 'carousel')
        return content.cards.map((card) => card.imageFileId).filter((id) => id !== undefined);
    return [];
}
function mayUse(actor, file) {
    if (actor.kind !== 'contact')
        return true;
    return file.uploader_kind === 'visitor' && file.uploader_id === actor.visitorId;
}
function withFile(content, file) {
    const { url: _url, thumbnailUrl: _thumbnail, ...rest } = content;
    return {
        ...rest,
        name: file.name,
        mime: file.mime,
        size: Number(file.size),
        ...(file.width && file.height && { width: file.width, height: file.height }),
        // Presence tells presenters that there is one; the address itself is signed anew at each reading.
        ...(file.has_thumbnail && { thumbnailUrl: '' }),
    };
}
function withoutClaims(content) {
    if (content.kind === 'card')
        return { ...content, card: { ...content.card, imageUrl: undefined } };
    if (content.kind === 'carousel')
        return { ...content, cards: content.cards.map((c) => ({ ...c, imageUrl: undefined })) };
    return content;
}
