import { Logger, run, runMigrations, type TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import type { MailSender } from '../channels/email/mailSender.ts';
import type { Announcement } from '../core/announcements.ts';
import { forgetOldBulkRuns, runBulk } from '../core/bulkRuns/runBulk.ts';
import { forgetOldContactBulks } from '../core/contacts/bulkChangeContacts.ts';
import { forgetOldMerges } from '../core/contacts/forgetOldMerges.ts';
import { endSession, listLiveConversations } from '../core/conversations/endSession.ts';
import { wakeConversation } from '../core/conversations/wakeConversation.ts';
import type { Core } from '../core/core.ts';
import { claimDeliveries } from '../core/deliveries/claimDeliveries.ts';
import { queueUnreadReplies } from '../core/deliveries/queueUnreadReplies.ts';
import { pruneEvents } from '../core/events/pruneEvents.ts';
import { removeOldExports, runExports } from '../core/exports/runExports.ts';
import { ModelCache } from '../core/faqs/training/modelCache.ts';
import type { FileStore } from '../core/files/fileStore.ts';
import { createReadImport } from '../core/imports/readImport.ts';
import { removeOldFiles } from '../core/imports/removeOldFiles.ts';
import { runImports } from '../core/imports/runImports.ts';
import type { Jobs } from '../core/jobs.ts';
import { queueNotificationMails } from '../core/notifications/queueNotificationMails.ts';
import { mining } from '../core/opportunities/mining.ts';
import type { Presence } from '../core/presence/presence.ts';
import { removeBytes } from '../core/privacy/deleteFiles.ts';
import { runRetention } from '../core/privacy/runRetention.ts';
import { rehearsing } from '../core/rehearsals/rehearsing.ts';
import { refreshAllFacts } from '../core/reports/refreshFacts.ts';
import { claimWebhookDeliveries } from '../core/webhooks/claimWebhookDeliveries.ts';
import { pruneWebhookDeliveries } from '../core/webhooks/pruneWebhookDeliveries.ts';
import { type EventWriter, queueEvents } from '../core/webhooks/queueEvents.ts';
import type { Metrics } from '../watch/metrics.ts';
import { deliverMail, type MailSettings } from './deliverMail.ts';
import { deliverWebhook } from './deliverWebhook.ts';
import { startFaqLoop } from './faqLoop.ts';
import { handleMail } from './handleMail.ts';
import { startPastLoop } from './pastLoop.ts';
import { startRoutingLoop } from './routingLoop.ts';
import { startSearchIndexer } from './searchIndexer.ts';
import { sendMail } from './sendMail.ts';
import { startSlaLoop } from './slaLoop.ts';
import { type Loop, startLoop } from './startLoop.ts';
import { watchJob } from './watchJob.ts';

export type WorkerParts = {
  core: Core;
  /** The node's; one of its own where it is not given. */
  models?: ModelCache;
  files: FileStore;
  presence: Presence;
  /** Whether presence tells of everybody: not right after a start, nor while other nodes are not heard. */
  isPresenceKnown?: () => boolean;
  sender: MailSender | undefined;
  mail: MailSettings;
  /** Events as the JSON that webhooks are sent. */
  writeEvents: EventWriter;
  /** Milliseconds between looks at the outbox and at unread replies. */
  everyMs: number;
  metrics: Metrics;
  log: { error(details: object, text: string): void };
};

type Tasks = { [K in keyof Jobs]: (payload: Jobs[K]) => Promise<void> };

export type Worker = {
  /** What was committed on this node, and that an agent came or left: work that it makes begins at once. */
  notice(announcement: Announcement): void;
  noticeAgent(workspaceId: string): void;
  stop(): Promise<void>;
};

const CLAIM_AT_ONCE = 20;
const LOST_AFTER_SECONDS = 60;

/** Makes the tables of the job queue. A node without a worker needs them too: it adds jobs for those that have one. */
export async function prepareJobs(pool: Pool, log: WorkerParts['log']): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quietLogger(log) });
}

/** The worker's door: general jobs, the outbox of deliveries, and what has to be looked at now and then. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const { core, files, sender, writeEvents, everyMs, metrics, log } = parts;
  const readImport = createReadImport(files);
  const tasks: Tasks = {
    'send-mail': (payload) => sendMail(core, sender, parts.mail, payload),
    'handle-mail': ({ workspaceId, payloadId }) => handleMail(core, workspaceId, payloadId),
    'wake-conversation': ({ workspaceId, conversationId, until }) =>
      wakeConversation(core, workspaceId, conversationId, until),
  };
  const runner = await run({
    pgPool: core.db.pool,
    taskList: watched(tasks, metrics) as TaskList,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quietLogger(log),
  });
  const indexer = startSearchIndexer(core, log);
  const loops: Pick<Loop, 'stop'>[] = [
    indexer,
    startLoop('unread replies', everyMs, () => queueUnreadReplies(core), log),
    startLoop('mails of notifications', Math.max(everyMs, 1000), () => mailNotifications(parts), log),
    startLoop('deliveries', everyMs, () => deliverDue(parts), log),
    startLoop('imports', everyMs, () => runImports(core, readImport), log),
    startLoop('files of old imports', 60_000, () => removeOldFiles(core, files), log),
    startLoop('bulk changes', Math.min(everyMs, 1000), () => runBulk(core), log),
    startLoop('old bulk changes', 3600_000, () => forgetOldBulkRuns(core), log),
    startLoop('old changes of contacts', 3600_000, () => forgetOldContactBulks(core), log),
    startLoop('exports', everyMs, () => runExports(core, files), log),
    startLoop('files of old exports', 60_000, () => removeOldExports(core, files), log),
    startLoop('old merges', 3_600_000, () => forgetOldMerges(core), log),
    startLoop('lost live sessions', 15_000, () => endLostSessions(parts), log),
    startLoop('events for webhooks', everyMs, () => queueEvents(core, writeEvents), log),
    startLoop('webhooks', Math.min(everyMs, 1000), () => deliverWebhooks(core), log),
    startLoop('old webhook deliveries', 3600_000, () => pruneWebhookDeliveries(core), log),
    startLoop('retention', 3600_000, () => runRetention(core), log),
    startLoop('removed files', 60_000, () => removeBytes(core, files), log),
    startLoop('facts of reports', 60_000, () => refreshAllFacts(core), log),
    startLoop('old events', 3600_000, () => pruneEvents(core), log),
  ];
  const routing = startRoutingLoop(core, everyMs, log);
  const sla = startSlaLoop(core, everyMs, log);
  const faqs = startFaqLoop(core, parts.models ?? new ModelCache(core.db), everyMs, log);
  const opportunities = startPastLoop(core, mining, everyMs, log);
  const rehearsals = startPastLoop(core, rehearsing, everyMs, log);
  return {
    notice(announcement) {
      indexer.notice(announcement);
      routing.notice(announcement);
      sla.notice(announcement);
      faqs.notice(announcement);
      opportunities.notice(announcement);
      rehearsals.notice(announcement);
    },
    noticeAgent: routing.noticeAgent,
    async stop() {
      await Promise.all([routing, sla, faqs, opportunities, rehearsals, ...loops].map((loop) => loop.stop()));
      readImport.close();
      await runner.stop();
    },
  };
}

/** The same tasks, each one timed and traced. */
function watched(tasks: Tasks, metrics: Metrics): Tasks {
  const wrapped = Object.entries(tasks).map(([job, run]) => [
    job,
    (payload: never) => watchJob(metrics, job, () => run(payload)),
  ]);
  return Object.fromEntries(wrapped) as Tasks;
}

async function deliverDue({
  core,
  sender,
  mail,
  metrics,
}: Pick<WorkerParts, 'core' | 'sender' | 'mail' | 'metrics'>): Promise<number> {
  const claimed = await claimDeliveries(core, CLAIM_AT_ONCE);
  const results = await Promise.allSettled(
    claimed.map((delivery) =>
      watchJob(metrics, 'deliver-mail', () => deliverMail(core, sender, mail, delivery)),
    ),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return claimed.length;
}

/** Where no mail can be sent, what would be mailed waits unread on the screen. */
async function mailNotifications({ core, sender }: WorkerParts): Promise<number> {
  return sender ? queueNotificationMails(core) : 0;
}

async function deliverWebhooks(core: Core): Promise<number> {
  const claimed = await claimWebhookDeliveries(core, CLAIM_AT_ONCE);
  const results = await Promise.allSettled(claimed.map((delivery) => deliverWebhook(core, delivery)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return claimed.length;
}

async function endLostSessions({ core, presence, isPresenceKnown }: WorkerParts): Promise<number> {
  if (isPresenceKnown && !isPresenceKnown()) return 0;
  const live = await listLiveConversations(core, LOST_AFTER_SECONDS);
  for (const { workspaceId, id } of live.filter((c) => !presence.isOnline(c.workspaceId, c.contactId))) {
    await endSession(core, { kind: 'system', workspaceId }, id, 'lost');
  }
  return 0;
}

function quietLogger(log: WorkerParts['log']) {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') log.error({ ...meta }, message);
  });
}
