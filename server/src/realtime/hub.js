export function encodeFrame(frame) {
    return Buffer.from(JSON.stringify(frame));
}
/** Topics that sessions listen to. Strings, so that a set can hold them. */
export const topics = {
    /** Agents who have this conversation open. */
    conversation: (workspaceId, id) => `conversation/${workspaceId}/${id}`,
    /** Agents who follow the rows of all conversations. */
    rows: (workspaceId) => `rows/${workspaceId}`,
    /** All agents of the workspace. */
    desk: (workspaceId) => `desk/${workspaceId}`,
    /** One agent's screens. */
    user: (workspaceId, userId) => `user/${workspaceId}/${userId}`,
    /** The contact's own widgets. */
    contact: (workspaceId, contactId) => `contact/${workspaceId}/${contactId}`,
    /** Widgets of a visitor who is not a contact yet. */
    visitor: (workspaceId, address) => `visitor/${workspaceId}/${address}`,
    /** Agents who follow this contact's profile. */
    profile: (workspaceId, contactId) => `profile/${workspaceId}/${contactId}`,
};
/** Which session listens to what. */
export class Hub {
    #sessions = new Map();
    join(topic, session) {
        const sessions = this.#sessions.get(topic);
        if (sessions)
            sessions.add(session);
        else
            this.#sessions.set(topic, new Set([session]));
        session.topics.add(topic);
    }
    leave(topic, session) {
        const sessions = this.#sessions.get(topic);
        sessions?.delete(session);
        if (sessions?.size === 0)
            this.#sessions.delete(topic);
        session.topics.delete(topic);
    }
    leaveAll(session) {
        for (const topic of [...session.topics])
            this.leave(topic, session);
    }
    has(topic) {
        return this.#sessions.has(topic);
    }
    sessions(topic) {
        return this.#sessions.get(topic) ?? [];
    }
    /** Sends one frame to everybody on the topic, encoded once and only if somebody listens. */
    send(topic, frame, about = {}, except) {
        const sessions = this.#sessions.get(topic);
        if (!sessions)
            return;
        let outgoing;
        for (const session of sessions) {
            if (session.id === except)
                continue;
            outgoing ??= { ...about, data: encodeFrame(frame()) };
            session.deliver(outgoing);
        }
    }
}
