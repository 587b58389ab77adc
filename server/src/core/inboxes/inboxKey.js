import { formatIdPair, parseIdPair } from '../../lib/idPair.ts';
/** The public name of an inbox in a page's snippet. No secret: it only finds the row without a further index. */
export function formatInboxKey({ workspaceId, inboxId }) {
    return formatIdPair(workspaceId, inboxId);
}
export function parseInboxKey(key) {
    const ids = parseIdPair(key);
    return ids && { workspaceId: ids[0], inboxId: ids[1] };
}
