import type { ServerFrame } from '@causerie/protocol';
import { can, type DeskActor } from '../core/actor.ts';
import { listTouchedSince, takeWatermark } from '../core/conversations/readConversations.ts';
import type { Core } from '../core/core.ts';
import { decideMembership, type Membership } from '../core/views/decideMembership.ts';
import { loadDecidedView } from '../core/views/loadDecidedView.ts';
import { userOf } from '../core/views/viewRecord.ts';
import { AppError } from '../errors.ts';
import type { Presenter } from '../presenters/presenter.ts';
import type { Session } from './session.ts';

/** What changes within this time is decided together. */
const GATHER_MS = 80;
/** Above this many at once the lists are loaded anew. */
const MOST_CHANGED = 500;

/** One view on one screen: the filter is read anew each time, so that a changed one counts from its next row on. */
type Watch = { session: Session; actor: DeskActor; view: string };

/** Of one workspace: who watches what, what has changed since the last look, and the look that is under way. */
type Desk = {
  watches: Map<string, Watch>;
  conversations: Set<string>;
  contacts: Set<string>;
  timer: NodeJS.Timeout | undefined;
  /** Looks follow each other, so that what is told last is what was true last. */
  turn: Promise<void>;
};

type Parts = {
  core: Core;
  presenter: Presenter;
  log: { error(details: object, text: string): void };
};

/**
 * Keeps lists current that only the database can decide (saved filters, mentions, what is followed). What changed is
 * gathered and asked for in one statement for all watched views together, however many rows and screens there are.
 */
export class ViewWatch {
  readonly #parts: Parts;
  readonly #desks = new Map<string, Desk>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Brings a list up to date with what changed since its watermark, then keeps it so. The watch begins before the
   * watermark is taken: what changes meanwhile is told twice rather than never. Throws `view_not_found`.
   */
  async follow(session: Session, actor: DeskActor, view: string, since: string | undefined): Promise<void> {
    const { core } = this.#parts;
    const { workspaceId } = actor;
    const decided = await loadDecidedView(core.db, actor, view);
    const desk = this.#desk(workspaceId);
    desk.watches.set(`${session.id}/${view}`, { session, actor, view });
    await this.#inTurn(desk, async () => {
      const watermark = await takeWatermark(core.db);
      const touched =
        since === undefined
          ? { reset: false as const, ids: [] }
          : await listTouchedSince(core.db, workspaceId, since, MOST_CHANGED);
      const ids = touched.reset ? [] : touched.ids;
      const [membership] =
        ids.length > 0
          ? await decideMembership(core.db, workspaceId, [{ view: decided, reader: actor }], {
              conversationIds: ids,
              contactIds: [],
            })
          : [{ inside: [], outside: [] }];
      session.send({
        ...this.#frame(view, membership ?? { inside: [], outside: [] }),
        watermark,
        reset: touched.reset || membership === undefined,
      });
    });
  }

  leave(session: Session, workspaceId: string, view: string): void {
    this.#desks.get(workspaceId)?.watches.delete(`${session.id}/${view}`);
    this.#tidy(workspaceId);
  }

  leaveAll(session: Session, workspaceId: string): void {
    const desk = this.#desks.get(workspaceId);
    for (const [key, watch] of desk?.watches ?? []) if (watch.session === session) desk?.watches.delete(key);
    this.#tidy(workspaceId);
  }

  conversationChanged(workspaceId: string, conversationId: string): void {
    this.#gather(workspaceId, (desk) => desk.conversations.add(conversationId));
  }

  contactChanged(workspaceId: string, contactId: string): void {
    this.#gather(workspaceId, (desk) => desk.contacts.add(contactId));
  }

  close(): void {
    for (const desk of this.#desks.values()) clearTimeout(desk.timer);
    this.#desks.clear();
  }

  #gather(workspaceId: string, note: (desk: Desk) => void): void {
    const desk = this.#desks.get(workspaceId);
    if (!desk) return;
    note(desk);
    desk.timer ??= setTimeout(() => {
      desk.timer = undefined;
      void this.#inTurn(desk, () => this.#look(workspaceId, desk)).catch((err) =>
        this.#parts.log.error({ err }, 'deciding views failed'),
      );
    }, GATHER_MS);
  }

  async #look(workspaceId: string, desk: Desk): Promise<void> {
    const changed = { conversationIds: [...desk.conversations], contactIds: [...desk.contacts] };
    desk.conversations.clear();
    desk.contacts.clear();
    const watches = [...desk.watches.values()];
    if (watches.length === 0) return;
    if (changed.conversationIds.length > MOST_CHANGED) return this.#reset(watches);
    try {
      await this.#decide(workspaceId, watches, changed);
    } catch (thrown) {
      // What could not be decided is lost to these lists, unless they start over.
      this.#reset(watches);
      throw thrown;
    }
  }

  async #decide(
    workspaceId: string,
    watches: Watch[],
    changed: { conversationIds: string[]; contactIds: string[] },
  ): Promise<void> {
    const { core } = this.#parts;
    const groups = Map.groupBy(
      watches,
      ({ view, actor }) => `${view}/${userOf(actor) ?? ''}/${limits(actor)}`,
    );
    const asked: {
      watches: Watch[];
      view: Awaited<ReturnType<typeof loadDecidedView>>;
      reader: DeskActor;
    }[] = [];
    for (const group of groups.values()) {
      const { actor, view } = group[0]!;
      const decided = await loadDecidedView(core.db, actor, view).catch((thrown) => {
        // Deleted, or kept private since: its list says so when it is loaded anew.
        if (thrown instanceof AppError && thrown.code === 'view_not_found') return undefined;
        throw thrown;
      });
      if (decided) asked.push({ watches: group, view: decided, reader: actor });
      else this.#reset(group);
    }
    const views = asked.map(({ view, reader }) => ({ view, reader }));
    const decided = await decideMembership(core.db, workspaceId, views, changed);
    for (const [i, { watches: group }] of asked.entries()) {
      const membership = decided[i];
      if (!membership) this.#reset(group);
      else if (membership.inside.length + membership.outside.length > 0)
        for (const { session, view } of group) session.send(this.#frame(view, membership));
    }
  }

  #reset(watches: Watch[]): void {
    for (const { session, view } of watches) {
      session.send({ type: 'view_rows', view, inside: [], outside: [], reset: true });
    }
  }

  #frame(view: string, { inside, outside }: Membership): Extract<ServerFrame, { type: 'view_rows' }> {
    const { presenter } = this.#parts;
    return { type: 'view_rows', view, inside: inside.map((c) => presenter.conversation(c)), outside };
  }

  #inTurn(desk: Desk, work: () => Promise<void>): Promise<void> {
    const mine = desk.turn.then(work);
    desk.turn = mine.catch(() => {});
    return mine;
  }

  #desk(workspaceId: string): Desk {
    const known = this.#desks.get(workspaceId);
    if (known) return known;
    const desk: Desk = {
      watches: new Map(),
      conversations: new Set(),
      contacts: new Set(),
      timer: undefined,
      turn: Promise.resolve(),
    };
    this.#desks.set(workspaceId, desk);
    return desk;
  }

  #tidy(workspaceId: string): void {
    const desk = this.#desks.get(workspaceId);
    if (!desk || desk.watches.size > 0) return;
    clearTimeout(desk.timer);
    this.#desks.delete(workspaceId);
  }
}

/** Two sessions of one person share an answer only where they may see the same. */
const limits = (actor: DeskActor): string =>
  can(actor, 'conversations.all') ? '' : actor.kind === 'agent' ? actor.teamIds.join(' ') : 'none';
