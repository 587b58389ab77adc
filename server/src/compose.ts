import { join } from 'node:path';
import { channelLimits } from '@causerie/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { Pool } from 'pg';
import { createMailSender } from './channels/email/mailSender.ts';
import type { Config } from './config.ts';
import type { Announcement } from './core/announcements.ts';
import { Appender } from './core/conversations/appender.ts';
import { OpenCounts } from './core/conversations/openCounts.ts';
import type { Core } from './core/core.ts';
import { Embedder } from './core/embeddings/embedder.ts';
import { ModelCache } from './core/faqs/training/modelCache.ts';
import { createBucketStore } from './core/files/bucketStore.ts';
import { createFolderStore } from './core/files/fileStore.ts';
import { addJob } from './core/jobs.ts';
import { Presence } from './core/presence/presence.ts';
import { loadServerKeys } from './core/serverKeys.ts';
import { createAuth } from './core/users/auth.ts';
import { Directory } from './core/workspaces/directory.ts';
import { connectRedis } from './db/connectRedis.ts';
import { createRedisCounter } from './db/redisCounter.ts';
import { createDb } from './db/transaction.ts';
import { createApp } from './http/app.ts';
import type { Doors } from './http/doors.ts';
import { mailSettings } from './jobs/deliverMail.ts';
import { startMailReceiver } from './jobs/mailReceiver.ts';
import { prepareJobs, startWorker } from './jobs/worker.ts';
import { parseAllowedAddresses } from './lib/publicAddress.ts';
import { presentEvent } from './presenters/presentEvent.ts';
import { Presenter } from './presenters/presenter.ts';
import { type Bus, createLocalBus } from './realtime/bus.ts';
import { checkStanding } from './realtime/greet.ts';
import { Realtime } from './realtime/realtime.ts';
import { type BusTimes, RedisBus } from './realtime/redisBus.ts';
import { SocketServer } from './realtime/socketServer.ts';
import { Metrics } from './watch/metrics.ts';
import { watchDatabase } from './watchDatabase.ts';

export type Program = {
  doors: Doors;
  app: Awaited<ReturnType<typeof createApp>>;
  realtime: Realtime;
  sockets: SocketServer;
  bus: Bus;
  /** Where mails are taken, if they are. */
  mailInPort: number | undefined;
  /** Opens the port; resolves with the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
};

/** After a start visitors need a while to come back; until then that somebody is not here says nothing. */
const PRESENCE_KNOWN_AFTER_MS = 60_000;

/** Builds the program from its parts: the only file that knows them all. The database must be migrated. */
export async function compose(
  config: Config,
  pool: Pool,
  log: FastifyBaseLogger,
  options: { workerEveryMs?: number; busTimes?: BusTimes } = {},
): Promise<Program> {
  const db = createDb(pool, (err) => log.error({ err }, 'after a commit'));
  const startedAt = Date.now();
  const redis = config.redisUrl ? () => connectRedis(config.redisUrl!) : undefined;
  const bus = redis ? RedisBus.start(redis, log, options.busTimes) : createLocalBus();
  const limits = redis?.();
  limits?.on('error', (err) => log.debug({ err }, 'the connection to Redis failed'));
  const counter = limits && createRedisCounter(limits);
  const metrics = new Metrics();
  const announce = (announcements: Announcement[]) => {
    for (const { kind } of announcements) metrics.announcements.inc({ kind });
    bus.publish(announcements.map((announcement) => ({ type: 'announcement', announcement })));
  };
  const appender = new Appender(db, announce, (messages, seconds) => {
    metrics.appendMessages.observe(messages);
    metrics.appendSeconds.observe(seconds);
  });
  watchDatabase(metrics, db, appender);
  let isStopping = false;
  const allowedAddresses = parseAllowedAddresses(config.outgoingAllowPrivate);
  const core: Core = {
    db,
    announce,
    appender,
    counts: new OpenCounts(db),
    keys: await loadServerKeys(db),
    mail: {
      async sendInvitation(tx, mail) {
        if (!config.smtpUrl) return false;
        await addJob(tx, 'send-mail', { mail: 'invitation', ...mail });
        return true;
      },
    },
    allowedAddresses,
    embedder: new Embedder(db, allowedAddresses),
    publicUrl: config.publicUrl,
  };
  const directory = new Directory(db);
  const presence = new Presence();
  const presenter = new Presenter(directory, core.keys.file);
  const auth = createAuth({
    pool,
    secret: core.keys.session,
    publicUrl: config.publicUrl,
    trustedOrigins: [],
    counter,
    sendPasswordReset: async ({ email, name, language }, url) =>
      addJob(db, 'send-mail', { mail: 'password_reset', address: email, name, url, language }),
  });
  const models = new ModelCache(db);
  const doors: Doors = {
    config,
    core,
    auth,
    presenter,
    directory,
    presence,
    models,
    files: config.bucket
      ? await createBucketStore(config.bucket)
      : createFolderStore(join(config.dataDir, 'files')),
    mostFileBytes: channelLimits.web.maxFileBytes,
    counter,
    metrics,
    isStopping: () => isStopping,
  };
  const app = await createApp(doors, log);
  const realtime = new Realtime({ core, presenter, directory, presence, bus, log });
  metrics.watch(
    'causerie_messages_under_way',
    'Messages from sockets that are not answered yet.',
    () => realtime.gate.underWay,
  );
  metrics.watch(
    'causerie_messages_room',
    'How many may be, before others are refused.',
    () => realtime.gate.room,
  );
  const sockets = new SocketServer(
    app.server,
    realtime,
    { auth, publicUrl: config.publicUrl, checkStanding: (session) => checkStanding(auth, realtime, session) },
    log,
    { framesPerSecond: config.socketFramesPerSecond, metrics },
  );
  const sender = config.smtpUrl ? createMailSender(config.smtpUrl, config.mailFrom) : undefined;
  if (!config.roles.worker) await prepareJobs(pool, log);
  const worker = config.roles.worker
    ? await startWorker({
        core,
        models,
        files: doors.files,
        presence,
        isPresenceKnown: () => bus.connected && Date.now() - startedAt > PRESENCE_KNOWN_AFTER_MS,
        sender,
        mail: mailSettings(config.mailFrom, config.mailReplyDomain),
        writeEvents: async (workspaceId, events) => {
          await presenter.ready(workspaceId);
          const isOnline = (id: string) => presence.isOnline(workspaceId, id);
          return events.map((event) => JSON.stringify(presentEvent(presenter, workspaceId, event, isOnline)));
        },
        everyMs: options.workerEveryMs ?? 2000,
        metrics,
        log,
      })
    : undefined;
  // So that what happened is looked at at once; what is not heard of here is found by looking now and then.
  if (worker) {
    bus.subscribe((message) => {
      if (message.type === 'announcement') worker.notice(message.announcement);
      else if (message.type === 'signal' && message.signal.kind === 'agent_here')
        worker.noticeAgent(message.signal.workspaceId);
    });
  }
  const receiver =
    config.roles.worker && config.mailInPort !== undefined
      ? await startMailReceiver(core, { port: config.mailInPort, host: config.host }, log)
      : undefined;
  return {
    doors,
    app,
    realtime,
    sockets,
    bus,
    mailInPort: receiver?.port,
    listen: () => app.listen({ port: config.port, host: config.host }),
    async close() {
      isStopping = true;
      await sockets.close(config.drainSeconds * 1000);
      await app.close();
      await receiver?.close();
      await worker?.stop();
      realtime.close();
      await appender.close();
      await bus.close();
      limits?.disconnect();
      sender?.close();
    },
  };
}
