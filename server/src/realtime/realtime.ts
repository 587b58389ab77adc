import { loadContact } from '../core/contacts/contactRecord.ts';
import type { Core } from '../core/core.ts';
import type { Presence } from '../core/presence/presence.ts';
import type { Directory } from '../core/workspaces/directory.ts';
import type { Presenter } from '../presenters/presenter.ts';
import { AgentSigns } from './agentSigns.ts';
import type { Bus, BusMessage } from './bus.ts';
import { CountsTeller } from './countsTeller.ts';
import { type DispatchParts, dispatch } from './dispatch.ts';
import { Follower } from './follower.ts';
import { Hub, topics } from './hub.ts';
import { SendGate } from './sendGate.ts';
import type { Session } from './session.ts';
import type { Signal } from './signals.ts';
import { Standing } from './standing.ts';
import { ViewWatch } from './viewWatch.ts';

/** Every sort of settings of which consoles keep a copy. */
const changedThings = [
  'workspace',
  'members',
  'teams',
  'inboxes',
  'invitations',
  'api_keys',
  'fields',
  'views',
] as const;

/** What sessions work with: the registry of who listens, presence, and the means to tell others. */
export class Realtime {
  readonly hub = new Hub();
  readonly core: Core;
  readonly presenter: Presenter;
  readonly presence: Presence;
  /** Whose consoles are open here, as routing is told. */
  readonly signs: AgentSigns;
  readonly views: ViewWatch;
  readonly counts: CountsTeller;
  /** Which messages are taken on here. */
  readonly gate = new SendGate();
  readonly #bus: Bus;
  readonly #log: { error(details: object, text: string): void };
  readonly #standing: Standing;
  readonly #follower: Follower | undefined;
  readonly #dispatchParts: DispatchParts;
  readonly #directory: Directory;
  readonly #stop: () => void;
  /** Set by the socket server: what to do when a workspace's members changed, a visitor became a contact, or too much was missed. */
  onMembersChanged: (workspaceId: string) => void = () => {};
  onVisitorKnown: (session: Session, contactId: string, addresses?: string[]) => void = () => {};
  onMissed: (workspaceId: string) => void = () => {};

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
    this.#directory = parts.directory;
    this.views = new ViewWatch(parts);
    this.counts = new CountsTeller({
      core: parts.core,
      hub: this.hub,
      background: (work, what) => this.background(work, what),
    });
    this.#dispatchParts = {
      hub: this.hub,
      presenter: parts.presenter,
      directory: parts.directory,
      presence: parts.presence,
      tellContact: (workspaceId, contactId) => this.#tellContact(workspaceId, contactId),
      countsChanged: (workspaceId) => this.counts.changed(workspaceId),
      views: this.views,
      membersChanged: (workspaceId) => this.onMembersChanged(workspaceId),
      visitorKnown: (topic, contactId, addresses) => {
        for (const session of [...this.hub.sessions(topic)])
          this.onVisitorKnown(session, contactId, addresses);
      },
    };
    this.signs = new AgentSigns(parts.core.db, (err) => this.#log.error({ err }, 'a sign of life failed'));
    this.#standing = new Standing((signal) => dispatch(this.#dispatchParts, { type: 'signal', signal }));
    this.#stop = parts.bus.subscribe((message, from) => this.#hear(message, from));
    this.#follower = parts.bus.shared ? this.#follow(parts.bus) : undefined;
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
    this.#follower?.close();
    this.signs.close();
    this.counts.close();
    this.views.close();
  }

  #hear(message: BusMessage, from: string): void {
    switch (message.type) {
      case 'announcement':
        dispatch(this.#dispatchParts, message);
        return;
      case 'signal':
        this.#standing.note(from, message.signal);
        dispatch(this.#dispatchParts, message);
        return;
      case 'here':
        // Of ourselves we know it already.
        if (from !== this.#bus.node) this.#standing.replace(from, message.signals);
        return;
      case 'who':
        if (message.node === this.#bus.node) this.#bus.publish([this.#standing.of(message.node)]);
    }
  }

  /** What other nodes said and the bus lost is found in the database, and told to those who listen here. */
  #follow(bus: Bus): Follower {
    const follower = new Follower({
      db: this.core.db,
      isConnected: () => bus.connected,
      workspaces: () => this.hub.workspaces(),
      tell: (announcement) => dispatch(this.#dispatchParts, { type: 'announcement', announcement }),
      startOver: (workspaceId) => this.onMissed(workspaceId),
      onError: (err) => this.#log.error({ err }, 'looking for what was missed failed'),
    });
    bus.watch({
      lost: () => {
        this.#unseenMayHaveChanged();
        follower.lost();
      },
      nodeGone: (node) => this.#standing.forget(node),
    });
    return follower;
  }

  /** That settings changed, or that a notification was read, leaves no trace to find: what consoles keep of them is loaded anew. */
  #unseenMayHaveChanged(): void {
    this.#directory.forgetAll();
    for (const workspaceId of this.hub.workspaces()) {
      for (const what of changedThings)
        this.hub.send(topics.desk(workspaceId), () => ({ type: 'changed', what }));
      this.hub.send(topics.desk(workspaceId), () => ({ type: 'notified' }));
      this.#dispatchParts.countsChanged(workspaceId);
    }
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
}
