const MOST_PAGES = 20;
/**
 * Who is there now, as this node knows it: agents with a console open, contacts with a widget open and the pages
 * they were on, and who looks at which conversation. Kept by the sockets, read by everybody, stored nowhere.
 */
export class Presence {
    #agents = new Map();
    #contacts = new Map();
    #pages = new Map();
    #viewers = new Map();
    agentCame(workspaceId, userId, sessionId) {
        return addTo(this.#agents, `${workspaceId}/${userId}`, sessionId);
    }
    agentLeft(workspaceId, userId, sessionId) {
        return removeFrom(this.#agents, `${workspaceId}/${userId}`, sessionId);
    }
    isConnected(workspaceId, userId) {
        return this.#agents.has(`${workspaceId}/${userId}`);
    }
    contactCame(workspaceId, contactId, sessionId) {
        return addTo(this.#contacts, `${workspaceId}/${contactId}`, sessionId);
    }
    contactLeft(workspaceId, contactId, sessionId) {
        return removeFrom(this.#contacts, `${workspaceId}/${contactId}`, sessionId);
    }
    isOnline(workspaceId, contactId) {
        return this.#contacts.has(`${workspaceId}/${contactId}`);
    }
    /** Pages of visitors who are here, newest first; also before they are contacts, under their session's id. */
    page(sessionId, page) {
        const pages = this.#pages.get(sessionId) ?? [];
        this.#pages.set(sessionId, [page, ...pages].slice(0, MOST_PAGES));
    }
    pagesOf(sessionId) {
        return this.#pages.get(sessionId) ?? [];
    }
    forgetPages(sessionId) {
        this.#pages.delete(sessionId);
    }
    /** The sessions of a contact that are here. */
    sessionsOf(workspaceId, contactId) {
        return this.#contacts.get(`${workspaceId}/${contactId}`) ?? [];
    }
    view(conversationId, sessionId, viewer) {
        const viewers = this.#viewers.get(conversationId) ?? new Map();
        if (viewer)
            viewers.set(sessionId, viewer);
        else
            viewers.delete(sessionId);
        if (viewers.size > 0)
            this.#viewers.set(conversationId, viewers);
        else
            this.#viewers.delete(conversationId);
    }
    /** One line for each person, however many screens they have. */
    viewers(conversationId) {
        const byUser = new Map();
        for (const viewer of this.#viewers.get(conversationId)?.values() ?? []) {
            const known = byUser.get(viewer.userId);
            byUser.set(viewer.userId, { ...viewer, typing: viewer.typing || (known?.typing ?? false) });
        }
        return [...byUser.values()];
    }
}
/** True when it is the first. */
function addTo(map, key, value) {
    const values = map.get(key);
    if (values)
        return values.add(value).size === 0;
    map.set(key, new Set([value]));
    return true;
}
/** True when it was the last. */
function removeFrom(map, key, value) {
    const values = map.get(key);
    if (!values?.delete(value) || values.size > 0)
        return false;
    map.delete(key);
    return true;
}
