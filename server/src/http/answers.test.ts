import fc from 'fast-check';
import Fastify, { type RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valuesOf } from '../testing/arbitraryOf.ts';
import { exampleOf, type JsonSchema } from '../testing/exampleOf.ts';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';
import type { App } from './app.ts';
import { routes } from './routes.ts';
import { serializerCompiler } from './serializerCompiler.ts';
import { validatorCompiler } from './validatorCompiler.ts';

type Schema = { body?: object; querystring?: object; params?: object; response?: Record<string, object> };
type Part = { name: string; schema: object; route: object };

const RUNS = Number(process.env.FUZZ_RUNS ?? 5);

/** Schemas are compiled when they are first needed: here all are, so that no customer is the first to meet a broken one. */
describe('the schemas of all routes', () => {
  let program: TestProgram;
  const answers: Part[] = [];
  const requests: Part[] = [];
  beforeAll(async () => {
    program = await startTestProgram();
    const app = Fastify();
    app.addHook('onRoute', collect);
    for (const register of routes) await app.register(async (scope) => register(scope as App, program.doors));
    await app.ready();
    await app.close();
  });
  afterAll(() => program.stop());

  function collect({ method, url, schema = {} }: RouteOptions): void {
    const { response = {}, ...parts } = schema as Schema;
    for (const [httpStatus, answer] of Object.entries(response)) {
      // Files are sent as they are, and the shape of errors is one for all.
      if ('content' in answer || answers.some((each) => each.schema === answer)) continue;
      answers.push({
        name: `${method} ${url} ${httpStatus}`,
        schema: answer,
        route: { method, url, httpStatus },
      });
    }
    for (const httpPart of ['body', 'querystring', 'params'] as const) {
      const part = parts[httpPart];
      if (!part || requests.some((each) => each.schema === part)) continue;
      requests.push({ name: `${method} ${url} ${httpPart}`, schema: part, route: { method, url, httpPart } });
    }
  }

  it('write an answer as it is', () => {
    expect(answers.length).toBeGreaterThan(100);
    for (const { name, schema, route } of answers) {
      const write = serializerCompiler({ ...route, schema } as never);
      for (const answer of fc.sample(valuesOf(schema as JsonSchema, 'binary-ascii'), RUNS))
        expect(JSON.parse(write(answer)), name).toEqual(answer);
    }
  });

  it('take a request that fits', () => {
    expect(requests.length).toBeGreaterThan(100);
    for (const { name, schema, route } of requests) {
      const check = validatorCompiler({ ...route, schema } as never);
      expect(check(exampleOf(schema as JsonSchema)), name).not.toHaveProperty('error');
    }
  });
});
