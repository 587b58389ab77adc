import {
  Page,
  Uuid,
  Webhook,
  WebhookCreate,
  WebhookDeliveriesQuery,
  WebhookDelivery,
  WebhookPatch,
  WebhookRotate,
  WebhookSecret,
  WebhooksList,
} from '@causerie/protocol';
import { Type } from 'typebox';
import { eventNames } from '../core/events/eventNames.ts';
import { createWebhook } from '../core/webhooks/createWebhook.ts';
import { deleteWebhook } from '../core/webhooks/deleteWebhook.ts';
import { listWebhookDeliveries, readWebhookDelivery } from '../core/webhooks/listWebhookDeliveries.ts';
import { listWebhooks } from '../core/webhooks/listWebhooks.ts';
import { patchWebhook } from '../core/webhooks/patchWebhook.ts';
import { resendWebhookDelivery, testWebhook } from '../core/webhooks/resendWebhookDelivery.ts';
import { readSecret, rotateSecret } from '../core/webhooks/rotateSecret.ts';
import type { App } from './app.ts';
import { describe } from './describe.ts';
import type { Doors } from './doors.ts';
import { deskActor } from './guards.ts';
import { Done } from './pageQuery.ts';

const InWorkspace = Type.Object({ workspaceId: Uuid });
const OfWebhook = Type.Object({ workspaceId: Uuid, webhookId: Uuid });
const OfDelivery = Type.Object({ workspaceId: Uuid, webhookId: Uuid, webhookDeliveryId: Uuid });
const base = '/v1/workspaces/:workspaceId/webhooks';
const one = `${base}/:webhookId`;
const STANDARD_OVERLAP_HOURS = 24;

/** Addresses that are told of events, and what became of each telling. */
export function webhookRoutes(app: App, doors: Doors): void {
  const { core } = doors;
  const admin = (request: Parameters<typeof deskActor>[1]) => deskActor(doors, request, 'webhooks.change');

  app.get(
    base,
    { schema: describe('webhooks', 'List webhooks', { params: InWorkspace, 200: WebhooksList }) },
    async (request) => ({ items: await listWebhooks(core, await admin(request)), eventNames }),
  );

  app.post(
    base,
    {
      schema: describe('webhooks', 'Make a webhook', {
        params: InWorkspace,
        body: WebhookCreate,
        200: Type.Object({ webhook: Webhook, secret: Type.String() }),
      }),
    },
    async (request) => createWebhook(core, await admin(request), request.body),
  );

  app.patch(
    one,
    {
      schema: describe('webhooks', 'Change, pause or go on with a webhook', {
        params: OfWebhook,
        body: WebhookPatch,
        200: Webhook,
      }),
    },
    async (request) => patchWebhook(core, await admin(request), request.params.webhookId, request.body),
  );

  app.delete(
    one,
    { schema: describe('webhooks', 'Delete a webhook', { params: OfWebhook, 200: Done }) },
    async (request) => {
      await deleteWebhook(core, await admin(request), request.params.webhookId);
      return {};
    },
  );

  app.get(
    `${one}/secret`,
    { schema: describe('webhooks', 'Read the secret', { params: OfWebhook, 200: WebhookSecret }) },
    async (request) => readSecret(core, await admin(request), request.params.webhookId),
  );

  app.post(
    `${one}/rotate-secret`,
    {
      schema: describe('webhooks', 'Make a new secret; for some hours both sign', {
        params: OfWebhook,
        body: WebhookRotate,
        200: WebhookSecret,
      }),
    },
    async (request) => {
      const { overlapHours = STANDARD_OVERLAP_HOURS } = request.body;
      return rotateSecret(core, await admin(request), request.params.webhookId, overlapHours);
    },
  );

  app.post(
    `${one}/test`,
    { schema: describe('webhooks', 'Send a test event', { params: OfWebhook, 200: WebhookDelivery }) },
    async (request) => testWebhook(core, await admin(request), request.params.webhookId),
  );

  app.get(
    `${one}/deliveries`,
    {
      schema: describe('webhooks', 'Read the log, newest first', {
        params: OfWebhook,
        querystring: WebhookDeliveriesQuery,
        200: Page(WebhookDelivery),
      }),
    },
    async (request) => {
      const { limit = 50, ...rest } = request.query;
      return listWebhookDeliveries(core, await admin(request), request.params.webhookId, { limit, ...rest });
    },
  );

  app.get(
    `${one}/deliveries/:webhookDeliveryId`,
    {
      schema: describe('webhooks', 'Read a delivery with what was sent and answered', {
        params: OfDelivery,
        200: WebhookDelivery,
      }),
    },
    async (request) => {
      const { webhookId, webhookDeliveryId } = request.params;
      return readWebhookDelivery(core, await admin(request), webhookId, webhookDeliveryId);
    },
  );

  app.post(
    `${one}/deliveries/:webhookDeliveryId/resend`,
    { schema: describe('webhooks', 'Send a delivery again', { params: OfDelivery, 200: WebhookDelivery }) },
    async (request) => {
      const { webhookId, webhookDeliveryId } = request.params;
      return resendWebhookDelivery(core, await admin(request), webhookId, webhookDeliveryId);
    },
  );
}
