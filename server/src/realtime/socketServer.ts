import type { IncomingMessage, Server } from 'node:http';
import {
  ClientFrame,
  errorCodes,
  HEARTBEAT_SECONDS,
  MAX_CLIENT_FRAME_BYTES,
  OLDEST_PROTOCOL_VERSION,
  PROTOCOL_VERSION,
} from '@causerie/protocol';
import { Compile } from 'typebox/compile';
import { type WebSocket, WebSocketServer } from 'ws';
import { AppError, coerceError } from '../errors.ts';
import { findUnstorableText } from '../lib/findUnstorableText.ts';
import { someTimeLater } from '../lib/someTimeLater.ts';
import { toAppError } from '../presenters/toAppError.ts';
import type { Metrics } from '../watch/metrics.ts';
import { traced } from '../watch/traced.ts';
import { AgentSession } from './agentSession.ts';
import { type Answerable, answerFailure, isOurFault } from './answerFailure.ts';
import { FrameBudget } from './frameBudget.ts';
import { type Greeter, greet } from './greet.ts';
import { Lanes } from './lanes.ts';
import { peekRef } from './peekRef.ts';
import type { Realtime } from './realtime.ts';
import type { GateTicket } from './sendGate.ts';
import { refuseSocket, Session } from './session.ts';
import type { SocketSession } from './socketSession.ts';
import { VisitorSession } from './visitorSession.ts';

const HELLO_WITHIN_MS = 10_000;
const SILENT_AFTER_MS = HEARTBEAT_SECONDS * 3 * 1000;
const CHECK_MEMBERSHIP_EVERY_MS = 60_000;
const PATH = '/socket';

const frameCheck = Compile(ClientFrame);

type Log = { error(details: object, text: string): void; debug(details: object, text: string): void };

/** `framesPerSecond`: what one socket may go on sending. */
type SocketOptions = { framesPerSecond: number; metrics: Metrics };

/** The socket door: upgrades, hello, one frame after the other to its session, heartbeats, and an orderly end. */
export class SocketServer {
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    perMessageDeflate: false,
  });
  readonly #sessions = new Set<SocketSession>();
  readonly #realtime: Realtime;
  readonly #greeter: Greeter;
  readonly #log: Log;
  readonly #framesPerSecond: number;
  readonly #metrics: Metrics;
  readonly #timers: NodeJS.Timeout[];
  #stopping = false;

  constructor(server: Server, realtime: Realtime, greeter: Greeter, log: Log, options: SocketOptions) {
    this.#realtime = realtime;
    this.#greeter = greeter;
    this.#log = log;
    this.#framesPerSecond = options.framesPerSecond;
    this.#metrics = options.metrics;
    server.on('upgrade', (request, socket, head) => {
      // Without a listener an aborted upgrade would end the process.
      socket.on('error', () => socket.destroy());
      if (new URL(request.url ?? '/', 'http://x').pathname !== PATH)
        return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, request));
    });
    realtime.onMembersChanged = (workspaceId) => this.#recheck((s) => s.actor.workspaceId === workspaceId);
    realtime.onVisitorKnown = (session, contactId, addresses) => {
      for (const s of this.#sessions) {
        if (s.session !== session || !(s instanceof VisitorSession)) continue;
        if (!addresses || addresses.includes(s.claims.identity.address)) s.become(contactId);
      }
    };
    realtime.onMissed = (workspaceId) => this.#startOver(workspaceId);
    this.#timers = [
      setInterval(() => this.#beat(), HEARTBEAT_SECONDS * 1000),
      setInterval(() => this.#recheck(() => true), CHECK_MEMBERSHIP_EVERY_MS),
    ];
  }

  get connections(): number {
    return this.#sockets.clients.size;
  }

  /**
   * Sends everybody away to come back in a moment, one after the other over `overMs`, so that the nodes that go on are
   * not asked by all of them at once. Whoever comes meanwhile is sent on.
   */
  async close(overMs = 0): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    const goodbyes = [...this.#sessions].map(async ({ session }) => {
      await pause(Math.random() * overMs);
      const afterMs = Math.round(200 + Math.random() * (overMs > 0 ? 500 : 2000));
      session.send({ type: 'drain', afterMs });
      session.refuse('shutting_down', 'The server restarts. Reconnect in a moment.', {
        retryAfterMs: afterMs,
      });
    });
    await Promise.all(goodbyes);
    await pause(this.#sessions.size > 0 ? 100 : 0);
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #open(socket: WebSocket, request: IncomingMessage): void {
    socket.on('error', (err) => this.#log.debug({ err }, 'socket error'));
    if (this.#stopping) {
      refuseSocket(socket, 'shutting_down', 'The server restarts.', { retryAfterMs: 1000 });
      return;
    }
    const late = setTimeout(
      () => refuseSocket(socket, 'hello_expected', 'Say hello first.', { retryAfterMs: 1000 }),
      HELLO_WITHIN_MS,
    );
    socket.once('close', () => clearTimeout(late));
    socket.once('message', (data, isBinary) => {
      clearTimeout(late);
      const frame = isBinary ? undefined : parseFrame(String(data));
      if (frame?.type !== 'hello')
        return refuseSocket(
          socket,
          frame ? 'hello_expected' : 'bad_frame',
          'The first frame must be a hello.',
        );
      if (frame.version < OLDEST_PROTOCOL_VERSION || frame.version > PROTOCOL_VERSION) {
        return refuseSocket(
          socket,
          'too_old',
          'This program speaks another version of the protocol. Load it anew.',
          { reload: true },
        );
      }
      // What follows the hello waits in the network until it is answered; what came in the same piece waits here.
      socket.pause();
      const early: [data: unknown, isBinary: boolean][] = [];
      const keep = (...message: [unknown, boolean]) => void early.push(message);
      socket.on('message', keep);
      const session = new Session(socket, request.socket);
      greet(this.#greeter, this.#realtime, session, frame, request)
        .then(async (started) => {
          await this.#run(socket, started);
          socket.off('message', keep);
          for (const message of early) socket.emit('message', ...message);
        })
        .catch((thrown) => this.#refuse(socket, thrown))
        .finally(() => socket.resume());
    });
  }

  #refuse(socket: WebSocket, thrown: unknown): void {
    const error = toAppError(coerceError(thrown));
    if (error.code === 'forbidden_origin') refuseSocket(socket, 'forbidden_origin', error.message);
    else if (error.status < 500) refuseSocket(socket, 'unauthorised', error.message);
    else {
      this.#log.error({ err: thrown }, 'hello failed');
      refuseSocket(socket, 'unavailable', error.message, { retryAfterMs: 2000 });
    }
  }

  async #run(socket: WebSocket, started: SocketSession): Promise<void> {
    if (socket.readyState !== socket.OPEN) return;
    const { session } = started;
    const role = started instanceof AgentSession ? started.actor.kind : 'visitor';
    this.#sessions.add(started);
    this.#metrics.sockets.inc({ role });
    socket.once('close', () => {
      this.#sessions.delete(started);
      this.#metrics.sockets.dec({ role });
      started.stop();
      this.#realtime.hub.leaveAll(session);
    });
    await started.start();
    session.send({
      type: 'welcome',
      version: PROTOCOL_VERSION,
      now: new Date().toISOString(),
      heartbeatSeconds: HEARTBEAT_SECONDS,
      ...(started instanceof AgentSession &&
        started.actor.kind === 'agent' && { userId: started.actor.userId }),
      ...(started instanceof VisitorSession && started.contactId && { contactId: started.contactId }),
    });
    this.#listen(socket, started);
  }

  #listen(socket: WebSocket, started: SocketSession): void {
    const { session } = started;
    const budget = new FrameBudget(this.#framesPerSecond);
    const lanes = new Lanes();
    const ticket: GateTicket = { underWay: 0 };
    const { gate, core } = this.#realtime;
    const isOpen = () => gate.admits(ticket) && !core.appender.isOverloaded;
    socket.on('pong', () => {
      session.heardAt = Date.now();
    });
    socket.on('message', (data, isBinary) => {
      session.heardAt = Date.now();
      // Reading what is to be refused would take the time that those need who are not.
      const ref = isBinary || isOpen() ? undefined : peekRef(data as Buffer);
      if (ref !== undefined)
        return budget.take() ? this.#comeBack(session, ref) : this.#tooMany(session, { type: 'send', ref });
      const text = isBinary ? '' : String(data);
      const frame = parseFrame(text);
      if (!frame || frame.type === 'hello')
        return session.refuse('bad_frame', 'That is not a frame of this protocol.');
      if (!budget.take()) return this.#tooMany(session, frame);
      if (frame.type === 'ping') return session.send({ type: 'pong', at: frame.at });
      // UTF-8 was checked and JSON has no control characters: what cannot be stored comes by an escape.
      const isEscaped = text.includes('\\u');
      if (frame.type !== 'send') return lanes.run(frame, () => this.#handle(started, frame, isEscaped));
      if (!isOpen()) return this.#comeBack(session, frame.ref);
      gate.enter(ticket);
      lanes.run(frame, async () => {
        await this.#handle(started, frame, isEscaped);
        gate.leave(ticket);
      });
    });
  }

  /** More comes than becomes durable. */
  #comeBack(session: Session, ref: string): void {
    this.#realtime.gate.refused();
    this.#metrics.framesRefused.inc({ type: 'send', code: 'overloaded' });
    const { text: message } = errorCodes.overloaded;
    session.sendUnhurried({ type: 'nack', ref, code: 'overloaded', message, retryAfterMs: someTimeLater() });
  }

  /** Never rejects: whatever goes wrong is the answer to this frame. */
  async #handle(started: SocketSession, frame: ClientFrame, isEscaped: boolean): Promise<void> {
    const { type } = frame;
    const began = performance.now();
    try {
      const field = isEscaped ? findUnstorableText(frame) : undefined;
      if (field !== undefined) throw new AppError('invalid_value', { field });
      await traced(`socket ${type}`, {}, () => started.handle(frame));
      this.#metrics.frameSeconds.observe({ type }, (performance.now() - began) / 1000);
    } catch (thrown) {
      const error = toAppError(coerceError(thrown));
      this.#metrics.framesRefused.inc({ type, code: error.code });
      if (isOurFault(error)) this.#log.error({ err: thrown, frame: type, code: error.code }, 'frame failed');
      answerFailure(started.session, frame, error);
    }
  }

  #tooMany(session: Session, frame: Answerable): void {
    if ('ref' in frame)
      answerFailure(session, frame, new AppError('too_many_requests', { retryAfterMs: 1000 }));
    else if (frame.type !== 'typing' && frame.type !== 'page' && frame.type !== 'view') {
      session.refuse('too_many', 'Too many frames. Slow down.', { retryAfterMs: 3000 });
    }
  }

  #beat(): void {
    const now = Date.now();
    for (const { session } of this.#sessions) {
      if (now - session.heardAt > SILENT_AFTER_MS) session.terminate();
      else session.ping();
    }
  }

  /** Sends the workspace's sockets away to come back and resume, spread over some seconds. */
  #startOver(workspaceId: string): void {
    for (const session of this.#realtime.hub.sessionsOf(workspaceId)) {
      const retryAfterMs = Math.round(200 + Math.random() * 5000);
      session.refuse('unavailable', 'Too much happened meanwhile. Reconnect and resume.', { retryAfterMs });
    }
  }

  /** Agents whose membership or session has ended lose their sockets too. */
  #recheck(which: (session: AgentSession) => boolean): void {
    for (const started of this.#sessions) {
      if (!(started instanceof AgentSession) || !which(started)) continue;
      const check = this.#greeter.checkStanding(started).then((standing) => {
        if (standing === 'gone')
          started.session.refuse('unauthorised', 'You are signed out, or not a member any more.');
        // With another role it comes back at once as who it is now.
        if (standing === 'changed') started.session.terminate();
      });
      this.#realtime.background(check, 'checking a session failed');
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function parseFrame(text: string): ClientFrame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return frameCheck.Check(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}
