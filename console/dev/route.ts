import type { IncomingMessage } from 'node:http';
import type { Bus } from './bus.ts';
import type { World } from './world.ts';

export type Answer = { status: number; value?: unknown };
export type Context = {
  world: World;
  bus: Bus;
  url: URL;
  body: Buffer;
  json: object;
  request: IncomingMessage;
};
export type Handler = (context: Context, ...ids: string[]) => Answer | Promise<Answer>;
export type Route = [method: string, path: RegExp, handler: Handler];

export const ok = (value?: unknown): Answer => ({ status: 200, value });
export const error = (status: number, code: string, detail?: string): Answer => ({
  status,
  value: { error: { code, message: code, detail } },
});
export const page = (items: unknown[]) => ok({ items });
