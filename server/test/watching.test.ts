import { type Span, type SpanOptions, trace } from '@opentelemetry/api';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuid } from '../src/lib/uuid.ts';
import { HttpClient } from '../src/testing/HttpClient.ts';
import { startTestProgram, type TestProgram } from '../src/testing/startTestProgram.ts';
import { TestVisitor } from '../src/testing/testVisitor.ts';
import { createTestWorkspace, type TestWorkspace } from '../src/testing/testWorkspace.ts';
import { describeError } from '../src/watch/describeError.ts';

const SECRET = 'the parcel of Madame Olive, rue des Lilas';

let program: TestProgram;
let workspace: TestWorkspace;
const lines: string[] = [];
const spans: string[] = [];

beforeAll(async () => {
  recordSpans();
  const log = pino(
    { level: 'debug', serializers: { err: describeError } },
    { write: (line) => void lines.push(line) },
  );
  program = await startTestProgram({ metricsToken: 'a-token-of-the-operator' }, undefined, log);
  workspace = await createTestWorkspace(program);
});
afterAll(() => program.stop());

/** The least that an SDK does: takes down the names of spans that have ended. */
function recordSpans(): void {
  const startSpan = (name: string, _options?: SpanOptions): Span => {
    const span = trace.wrapSpanContext({
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      traceFlags: 1,
    });
    return Object.assign(span, { end: () => void spans.push(name) });
  };
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan,
      startActiveSpan: ((name: string, ...rest: unknown[]) => {
        const work = rest.at(-1) as (span: Span) => unknown;
        return work(startSpan(name));
      }) as never,
    }),
  });
}

const metrics = async (): Promise<string> =>
  (
    await fetch(`${program.url}/metrics`, { headers: { authorization: 'Bearer a-token-of-the-operator' } })
  ).text();

async function writeAsVisitor(): Promise<string> {
  const inbox = await workspace.addInbox();
  const visitor = await TestVisitor.open(program.url, inbox.key);
  const tab = await visitor.connect();
  const conversationId = uuid();
  await tab.say({ conversationId, text: SECRET });
  await tab.say({ conversationId, text: SECRET });
  await tab.write({ conversationId, kind: 'note', text: SECRET });
  await tab.close();
  return conversationId;
}

test('what happens is counted and timed, by names of ours alone', async () => {
  const conversationId = await writeAsVisitor();
  await new HttpClient(program.url).call('GET', `/r/${SECRET}`);
  const text = await metrics();
  expect(text).toMatch(/causerie_append_batch_messages_count [1-9]/);
  expect(text).toMatch(/causerie_announcements_total\{kind="entries"\} [1-9]/);
  expect(text).toMatch(/causerie_socket_frame_seconds_count\{type="send"\} [1-9]/);
  expect(text).toMatch(/causerie_socket_frames_refused_total\{type="send",code="forbidden"\} 1/);
  expect(text).toMatch(
    /causerie_http_request_seconds_count\{method="POST",route="\/widget\/v1\/session",status="200"\} [1-9]/,
  );
  expect(text).toMatch(/causerie_database_connections [1-9]/);
  expect(text).toMatch(/causerie_deliveries_oldest_seconds 0/);
  expect(text).toMatch(/nodejs_eventloop_lag_seconds/);
  for (const personal of [SECRET, conversationId, workspace.id, 'Olive', encodeURIComponent(SECRET)])
    expect(text).not.toContain(personal);
});

test('metrics are for operators: the token, or without one this machine itself', async () => {
  const status = async (url: string, headers: Record<string, string> = {}) =>
    (await fetch(`${url}/metrics`, { headers })).status;
  expect(await status(program.url)).toBe(401);
  expect(await status(program.url, { authorization: 'Bearer a-token-of-the-operatoR' })).toBe(401);
  const open = await startTestProgram({ trustProxy: true });
  expect(await status(open.url)).toBe(200);
  // Through a proxy everybody seems to come from this machine.
  expect(await status(open.url, { 'x-forwarded-for': '203.0.113.9' })).toBe(404);
  expect(await status(open.url, { 'x-forwarded-for': '127.0.0.1' })).toBe(404);
  await open.stop();
});

test('the log says what happened and nothing of what people wrote or who they are', async () => {
  lines.length = 0;
  await writeAsVisitor();
  await new HttpClient(program.url).call('GET', `/r/${encodeURIComponent(SECRET)}`);
  await workspace.owner.http.call('POST', `/v1/workspaces/${workspace.id}/invitations`, {
    email: 'olive@example.com',
    role: 'agent',
  });
  await workspace.owner.http.call('POST', '/v1/auth/sign-in/email', {
    email: 'olive@example.com',
    password: SECRET,
  });
  await workspace.owner.http.call(
    'GET',
    `/v1/workspaces/${workspace.id}/contacts?q=${encodeURIComponent(SECRET)}`,
  );
  const requests = lines.map((line) => JSON.parse(line)).filter((line) => line.msg === 'request');
  expect(requests).toContainEqual(
    expect.objectContaining({
      method: 'POST',
      route: '/widget/v1/session',
      status: 200,
      requestId: expect.any(String),
    }),
  );
  const all = lines.join('');
  for (const personal of ['Olive', 'Lilas', 'olive@', encodeURIComponent('Lilas'), '127.0.0.1'])
    expect(all).not.toContain(personal);
});

test('requests and frames are spans of a trace, once somebody traces', async () => {
  spans.length = 0;
  await writeAsVisitor();
  expect(spans).toContain('POST /widget/v1/session');
  expect(spans).toContain('socket send');
});

test('ready is another question than health: a program that is about to end is healthy and not ready', async () => {
  const ending = await startTestProgram();
  expect((await fetch(`${ending.url}/ready`)).status).toBe(200);
  expect((await fetch(`${ending.url}/health`)).status).toBe(200);
  // Before the port is closed, whoever spreads the load must be told.
  const { doors } = ending;
  const stopping = doors.isStopping;
  doors.isStopping = () => true;
  const answer = await new HttpClient(ending.url).call('GET', '/ready');
  expect(answer).toMatchObject({ status: 503, code: 'unavailable' });
  expect((await fetch(`${ending.url}/health`)).status).toBe(200);
  doors.isStopping = stopping;
  await ending.stop();
});
