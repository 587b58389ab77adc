import { Me, MePatch } from '@causerie/protocol';
import { loadMe } from '../core/users/loadMe.ts';
import { patchMe } from '../core/users/patchMe.ts';
import type { App } from './app.ts';
import { refreshSession } from './authBridge.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { signedIn } from './guards.ts';

/** The person who is signed in. */
export function meRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    '/v1/me',
    { schema: describe('me', 'Read one’s account and workspaces', { 200: Me }, 'session') },
    async (request, reply) => loadMe(core.db, await refreshSession(doors, request, reply)),
  );

  app.patch(
    '/v1/me',
    { schema: describe('me', 'Change one’s name and language', { body: MePatch, 200: Me }, 'session') },
    async (request) => {
      const { userId } = await signedIn(doors, request);
      return patchMe(core, userId, request.body);
    },
  );
}
