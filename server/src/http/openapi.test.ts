import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../testing/startTestProgram.ts';

type Operation = {
  summary?: string;
  security?: object[];
  parameters?: { in: string; name: string; schema?: object }[];
  requestBody?: { content: Record<string, { schema?: object }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: object }> }>;
};

/** What a generator of clients makes its code from. */
describe('openapi.json', () => {
  let program: TestProgram;
  let operations: [name: string, path: string, operation: Operation][];
  beforeAll(async () => {
    program = await startTestProgram();
    const answer = await fetch(`${program.url}/openapi.json`);
    const said = (await answer.json()) as {
      openapi: string;
      paths: Record<string, Record<string, Operation>>;
    };
    expect(said.openapi).toMatch(/^3\.1\./);
    operations = Object.entries(said.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
        `${method} ${path}`,
        path,
        operation,
      ]),
    );
    expect(operations.length).toBeGreaterThan(100);
  });
  afterAll(() => program.stop());

  it('names every part of an address, and says of each route what it does', () => {
    for (const [name, path, { parameters = [], summary }] of operations) {
      const inAddress = [...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part);
      const told = parameters.filter((each) => each.in === 'path').map((each) => each.name);
      expect(told.sort(), name).toEqual(inAddress.sort());
      for (const parameter of parameters) expect(parameter.schema, `${name} ${parameter.name}`).toBeTruthy();
      if (path.startsWith('/v1')) expect(summary, name).toBeTruthy();
    }
  });

  it('says how each route answers when it goes well, and in one shape when it does not', () => {
    for (const [name, path, { responses, security }] of operations) {
      if (!path.startsWith('/v1') && !path.startsWith('/widget') && !path.startsWith('/files')) continue;
      const answers = Object.entries(responses);
      expect(answers.map(([status]) => status[0]).includes('2'), name).toBe(true);
      for (const [status, { description }] of answers)
        expect(description, `${name} ${status}`).toBeTypeOf('string');
      const refusal = JSON.stringify(responses['4XX']?.content?.['application/json']?.schema);
      expect(refusal, name).toContain('requestId');
      expect(security, name).toBeDefined();
    }
  });
});
