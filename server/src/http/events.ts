import { EventsPage, EventsQuery, Uuid } from '@causerie/protocol';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { mustBeAble } from '../core/actor.ts';
import { type EventsRead, readEvents } from '../core/events/readEvents.ts';
import { presentEvent } from '../presenters/presentEvent.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const LOOK_EVERY_MS = 500;

/** Everything that happens in a workspace, for programs that must miss nothing. */
export function eventRoutes(app: App, doors: Doors): void {
  const { presenter, presence } = doors;

  app.get(
    '/v1/workspaces/:workspaceId/events',
    {
      schema: describe('events', 'Read what happened after a cursor', {
        params: InWorkspace,
        querystring: EventsQuery,
        200: EventsPage,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request, 'conversations.all');
      mustBeAble(actor, 'contacts.read');
      const { workspaceId } = actor;
      const { after, limit = 100, wait = 0, types } = request.query;
      const read = await readOrWait(doors, request, { workspaceId, after, limit, waitMs: wait * 1000 });
      await presenter.ready(workspaceId);
      const wanted = types?.split(',');
      return {
        items: read.events
          .filter((event) => wanted?.includes(event.type) ?? true)
          .map((event) =>
            presentEvent(presenter, workspaceId, event, (id) => presence.isOnline(workspaceId, id)),
          ),
        cursor: read.cursor,
        more: read.more,
      };
    },
  );
}

type Reading = { workspaceId: string; after: string | undefined; limit: number; waitMs: number };

/** Looks twice a second: two cheap reads by index, and none once the other side has gone. */
async function readOrWait(
  doors: Doors,
  request: FastifyRequest,
  { workspaceId, after, limit, waitMs }: Reading,
): Promise<EventsRead> {
  const until = Date.now() + waitMs;
  for (let from = after; ; ) {
    const read = await readEvents(doors.core.db, workspaceId, from, limit);
    if (read.events.length > 0 || read.more || after === 'latest') return read;
    if (Date.now() + LOOK_EVERY_MS > until || request.raw.destroyed) return read;
    from = read.cursor;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
