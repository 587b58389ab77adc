import { loadContact } from '../core/contacts/contactRecord.ts';
import { countViews } from '../core/conversations/readConversations.ts';
import type { Core } from '../core/core.ts';
import type { Presence } from '../core/presence/presence.ts';
import type { Directory } from '../core/workspaces/directory.ts';
import type { Presenter } from '../presenters/presenter.ts';
import type { Bus } from './bus.ts';
import { dispatch } from './dispatch.ts';
import { Hub, topics } from './hub.ts';
import type { Session } from './session.ts';
import type { Signal } from './signals.ts';

const COUNTS_EVERY_MS = 1000;

/** What sessions work with: the registry of who listens, presence, and the means to tell others. */
export class Realtime {
  readonly hub = new Hub();
  readonly core: Core;
  readonly presenter: Presenter;
  readonly presence: Presence;
  readonly #bus: Bus;
  readonly #log: { error(details: object, text: string): void };
  readonly #countsDue = new Map<string, NodeJS.Timeout>();
  readonly #stop: () => void;
  /** Set by the socket server: what to do when a workspace's members changed, or a visitor became a contact. */
  onMembersChanged: (workspaceId: string) => void = () => {};
  onVisitorKnown: (session: Session, contactId: string) => void = () => {};

  constructor(parts: {
    core: Core;
    presenter: Presenter;
    directory: Directory;
    presence: Presence;
    bus: Bus;
    log: { error(details: object, text: string): void };
  }) {
    this.core = parts.core;
    this.presenter = parts.presenter;
    this.presence = parts.presence;
    this.#bus = parts.bus;
    this.#log = parts.log;
    const dispatchParts = {
      hub: this.hub,
      presenter: parts.presenter,
      directory: parts.directory,
      tellContact: (workspaceId: string, contactId: string) => this.#tellContact(workspaceId, contactId),
      countsChanged: (workspaceId: string) => this.#countsChanged(workspaceId),
      membersChanged: (workspaceId: string) => this.onMembersChanged(workspaceId),
      visitorKnown: (topic: string, contactId: string) => {
        for (const session of [...this.hub.sessions(topic)]) this.onVisitorKnown(session, contactId);
      },
    };
    this.#stop = parts.bus.subscribe((message) => dispatch(dispatchParts, message));
  }

  signal(signal: Signal): void {
    this.#bus.publish([{ type: 'signal', signal }]);
  }

  /** Runs what may fail without anybody waiting for it; a failure is recorded, not lost. */
  background(work: Promise<unknown>, what: string): void {
    work.catch((err) => this.#log.error({ err }, what));
  }

  close(): void {
    this.#stop();
    for (const timer of this.#countsDue.values()) clearTimeout(timer);
  }

  #tellContact(workspaceId: string, contactId: string): void {
    const topic = topics.profile(workspaceId, contactId);
    if (!this.hub.has(topic)) return;
    const tell = async () => {
      const record = await loadContact(this.core.db, workspaceId, contactId);
      const contact = { ...record, online: this.presence.isOnline(workspaceId, contactId) };
      this.hub.send(topic, () => ({ type: 'contact', contact }));
    };
    this.background(tell(), 'telling of a contact failed');
  }

  /** Counts are told at most once a second, however much happens: one scan of the open conversations' index. */
  #countsChanged(workspaceId: string): void {
    if (this.#countsDue.has(workspaceId) || !this.hub.has(topics.rows(workspaceId))) return;
    const tell = async () => {
      this.#countsDue.delete(workspaceId);
      if (!this.hub.has(topics.rows(workspaceId))) return;
      const counts = await countViews(this.core.db, workspaceId);
      this.hub.send(topics.rows(workspaceId), () => ({ type: 'counts', counts }));
    };
    this.#countsDue.set(
      workspaceId,
      setTimeout(() => this.background(tell(), 'counting views failed'), COUNTS_EVERY_MS),
    );
  }
}
