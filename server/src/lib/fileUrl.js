import { createHmac } from 'node:crypto';
import { sameSecret } from './secrets.ts';
const WEEK_MS = 7 * 24 * 3600 * 1000;
/** The end of next week: one to two weeks ahead, and the same for a whole week, so that browsers can cache. */
const expiryWeek = (now) => Math.floor(now / WEEK_MS) + 2;
const sign = (secret, workspaceId, fileId, week) => createHmac('sha256', secret).update(`${workspaceId}/${fileId}/${week}`).digest('base64url').slice(0, 32);
/** Address of a stored file: whoever has it may read the file until it expires. */
export function formatFileUrl(secret, file, size) {
    const week = expiryWeek(Date.now());
    const signature = sign(secret, file.workspaceId, file.fileId, week);
    const query = `s=${week}.${signature}${size ? `&size=${size}` : ''}`;
    return `/files/${file.workspaceId}/${file.fileId}/${encodeURIComponent(file.name)}?${query}`;
}
export function isFileUrlValid(secret, workspaceId, fileId, s) {
    const [weekText, signature] = s.split('.');
    const week = Number(weekText);
    if (!Number.isInteger(week) || !signature || week * WEEK_MS < Date.now())
        return false;
    return sameSecret(signature, sign(secret, workspaceId, fileId, week));
}
