import {
  NotificationSettings,
  NotificationSettingsPatch,
  NotificationsPage,
  NotificationsQuery,
  NotificationsRead,
  Uuid,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { stopNotificationMails } from '../core/notifications/mailPreference.ts';
import {
  listNotifications,
  markNotificationsRead,
  readNotificationSettings,
  setNotificationSettings,
} from '../core/notifications/readNotifications.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { agentActor } from './guards.ts';
import { Done } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const base = '/v1/workspaces/:workspaceId/notifications';

/** What a member should know of: mentions, what was given to them, words in what they follow. */
export function notificationRoutes(app: App, doors: Doors): void {
  const { core, presenter } = doors;

  app.get(
    base,
    {
      schema: describe('notifications', 'List your notifications', {
        params: InWorkspace,
        querystring: NotificationsQuery,
        200: NotificationsPage,
      }),
    },
    async (request) => {
      const actor = await agentActor(doors, request);
      await presenter.ready(actor.workspaceId);
      const { items, ...page } = await listNotifications(core, actor, request.query);
      return { items: items.map((each) => presenter.notification(actor.workspaceId, each)), ...page };
    },
  );

  app.put(
    `${base}/read`,
    {
      schema: describe('notifications', 'Mark notifications as read', {
        params: InWorkspace,
        body: NotificationsRead,
        200: Done,
      }),
    },
    async (request) => {
      await markNotificationsRead(core, await agentActor(doors, request), request.body);
      return {};
    },
  );

  app.get(
    `${base}/settings`,
    {
      schema: describe('notifications', 'Read what you are told of', {
        params: InWorkspace,
        200: NotificationSettings,
      }),
    },
    async (request) => readNotificationSettings(core, await agentActor(doors, request)),
  );

  app.register(mailPreferenceRoute(doors));

  app.patch(
    `${base}/settings`,
    {
      schema: describe('notifications', 'Choose what you are told of', {
        params: InWorkspace,
        body: NotificationSettingsPatch,
        200: NotificationSettings,
      }),
    },
    async (request) => setNotificationSettings(core, await agentActor(doors, request), request.body),
  );
}

/** In a scope of its own, since only here a form is taken: mail programs post one (RFC 8058), without a session. */
const mailPreferenceRoute =
  ({ core }: Doors) =>
  async (app: App): Promise<void> => {
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, async () => ({}));
    app.post(
      '/v1/mail-preferences/:token',
      {
        schema: describe(
          'notifications',
          'End mails of notifications, by the link in one of them (RFC 8058)',
          { params: Type.Object({ token: Type.String({ maxLength: 1000 }) }), 200: Done },
          'none',
        ),
      },
      async (request) => {
        await stopNotificationMails(core, request.params.token);
        return {};
      },
    );
  };
