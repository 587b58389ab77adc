import type { PageView, Viewer } from '@causerie/protocol';

const MOST_PAGES = 20;

/**
 * Who is there now, as this node knows it: agents with a console open, contacts with a widget open and the pages
 * they were on, and who looks at which conversation. Kept by the sockets, read by everybody, stored nowhere.
 */
export class Presence {
  readonly #agents = new Map<string, Set<string>>();
  readonly #contacts = new Map<string, Set<string>>();
  readonly #pages = new Map<string, PageView[]>();
  readonly #viewers = new Map<string, Map<string, Viewer>>();

  agentCame(workspaceId: string, userId: string, sessionId: string): boolean {
    return addTo(this.#agents, `${workspaceId}/${userId}`, sessionId);
  }

  agentLeft(workspaceId: string, userId: string, sessionId: string): boolean {
    return removeFrom(this.#agents, `${workspaceId}/${userId}`, sessionId);
  }

  isConnected(workspaceId: string, userId: string): boolean {
    return this.#agents.has(`${workspaceId}/${userId}`);
  }

  contactCame(workspaceId: string, contactId: string, sessionId: string): boolean {
    return addTo(this.#contacts, `${workspaceId}/${contactId}`, sessionId);
  }

  contactLeft(workspaceId: string, contactId: string, sessionId: string): boolean {
    return removeFrom(this.#contacts, `${workspaceId}/${contactId}`, sessionId);
  }

  isOnline(workspaceId: string, contactId: string): boolean {
    return this.#contacts.has(`${workspaceId}/${contactId}`);
  }

  /** Pages of visitors who are here, newest first; also before they are contacts, under their session's id. */
  page(sessionId: string, page: PageView): void {
    const pages = this.#pages.get(sessionId) ?? [];
    this.#pages.set(sessionId, [page, ...pages].slice(0, MOST_PAGES));
  }

  pagesOf(sessionId: string): PageView[] {
    return this.#pages.get(sessionId) ?? [];
  }

  forgetPages(sessionId: string): void {
    this.#pages.delete(sessionId);
  }

  /** The sessions of a contact that are here. */
  sessionsOf(workspaceId: string, contactId: string): Iterable<string> {
    return this.#contacts.get(`${workspaceId}/${contactId}`) ?? [];
  }

  view(conversationId: string, sessionId: string, viewer: Viewer | undefined): void {
    const viewers = this.#viewers.get(conversationId) ?? new Map<string, Viewer>();
    if (viewer) viewers.set(sessionId, viewer);
    else viewers.delete(sessionId);
    if (viewers.size > 0) this.#viewers.set(conversationId, viewers);
    else this.#viewers.delete(conversationId);
  }

  /** One line for each person, however many screens they have. */
  viewers(conversationId: string): Viewer[] {
    const byUser = new Map<string, Viewer>();
    for (const viewer of this.#viewers.get(conversationId)?.values() ?? []) {
      const known = byUser.get(viewer.userId);
      byUser.set(viewer.userId, { ...viewer, typing: viewer.typing || (known?.typing ?? false) });
    }
    return [...byUser.values()];
  }
}

/** True when it is the first. */
function addTo(map: Map<string, Set<string>>, key: string, value: string): boolean {
  const values = map.get(key);
  if (values) return values.add(value).size === 0;
  map.set(key, new Set([value]));
  return true;
}

/** True when it was the last. */
function removeFrom(map: Map<string, Set<string>>, key: string, value: string): boolean {
  const values = map.get(key);
  if (!values?.delete(value) || values.size > 0) return false;
  map.delete(key);
  return true;
}
