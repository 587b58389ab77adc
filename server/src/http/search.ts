import { SearchPage, SearchQuery, Uuid } from '@causerie/protocol';
import { Type } from 'typebox';
import { searchEntries } from '../core/search/searchEntries.ts';
import { presentSearchHit } from '../presenters/presentSearchHit.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';

/** Search over everything that was said. */
export function searchRoutes(app: App, doors: Doors): void {
  const { core, presenter } = doors;

  app.get(
    '/v1/workspaces/:workspaceId/search',
    {
      schema: describe('search', 'Search messages, notes and file names', {
        params: Type.Object({ workspaceId: Uuid }),
        querystring: SearchQuery,
        200: SearchPage,
      }),
    },
    async (request) => {
      const actor = await deskActor(doors, request);
      const { q, limit = 20, cursor, timeZone = 'UTC' } = request.query;
      const { found, searched, filters, next, searchedTo, indexing } = await searchEntries(core, actor, {
        q,
        limit,
        cursor,
        timeZone,
      });
      await presenter.ready(actor.workspaceId);
      return {
        items: found.map((each) => presentSearchHit(presenter, actor.workspaceId, each, searched)),
        ...(next && { next }),
        filters,
        searchedTo: searchedTo?.toISOString() ?? null,
        indexing,
      };
    },
  );
}
