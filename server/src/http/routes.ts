import type { App } from './app.ts';
import { conversationRoutes } from './conversations.ts';
import type { Doors } from './doors.ts';

/** Every group of routes, in the order of the API's description. */
export const routes: ((app: App, doors: Doors) => void | Promise<void>)[] = [conversationRoutes];
