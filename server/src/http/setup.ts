import { Me, SetUpRequest, SetUpState } from '@causerie/protocol';
import { loadMe } from '../core/users/loadMe.ts';
import { isSetUpNeeded, setUp } from '../core/workspaces/setUp.ts';
import type { App } from './app.ts';
import { signInNow } from './authBridge.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { mustBeSameOrigin } from './guards.ts';

/** A person sets up once; a program that hammers this door is not one. */
const rateLimit = { max: 20, timeWindow: '1 minute' };

/** The first start: an empty server asks who its owner is. */
export function setUpRoutes(app: App, doors: Doors): void {
  const { core } = doors;

  app.get(
    '/v1/setup',
    {
      schema: describe('setup', 'Ask whether this server is still to be set up', { 200: SetUpState }, 'none'),
    },
    async () => ({ needed: await isSetUpNeeded(core) }),
  );

  app.post(
    '/v1/setup',
    {
      config: { rateLimit },
      schema: describe('setup', 'Make the first user and workspace', { body: SetUpRequest, 200: Me }, 'none'),
    },
    async (request, reply) => {
      mustBeSameOrigin(doors, request);
      const { userId } = await setUp(core, request.body);
      await signInNow(doors, request, reply, request.body);
      return loadMe(core.db, userId);
    },
  );
}
