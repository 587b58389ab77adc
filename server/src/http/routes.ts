import type { App } from './app.ts';
import { contactRoutes } from './contacts.ts';
import { conversationRoutes } from './conversations.ts';
import type { Doors } from './doors.ts';
import { fileRoutes } from './files.ts';
import { pageRoutes } from './pages.ts';
import { widgetRoutes } from './widget.ts';

/** Every group of routes, in the order of the API's description. Pages come last: they answer what nothing else does. */
export const routes: ((app: App, doors: Doors) => void | Promise<void>)[] = [
  conversationRoutes,
  contactRoutes,
  fileRoutes,
  widgetRoutes,
  pageRoutes,
];
