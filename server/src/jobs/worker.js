import { Logger, run } from 'graphile-worker';
import { endSession, listLiveConversations } from '../core/conversations/endSession.ts';
import { wakeConversation } from '../core/conversations/wakeConversation.ts';
import { claimDeliveries } from '../core/deliveries/claimDeliveries.ts';
import { queueUnreadReplies } from '../core/deliveries/queueUnreadReplies.ts';
import { deliverMail } from './deliverMail.ts';
import { sendMail } from './sendMail.ts';
import { startLoop } from './startLoop.ts';
const CLAIM_AT_ONCE = 20;
const LOST_AFTER_SECONDS = 60;
/** The worker's door: general jobs, the outbox of deliveries, and what has to be looked at now and then. */
export async function startWorker(parts) {
    const { core, presence, sender, mail, everyMs, log } = parts;
    const tasks = {
        'send-mail': (payload) => sendMail(core, sender, payload),
        'wake-conversation': ({ workspaceId, conversationId, until }) => wakeConversation(core, workspaceId, conversationId, until),
    };
    const runner = await run({
        pgPool: core.db.pool,
        taskList: tasks,
        concurrency: 4,
        noHandleSignals: true,
        pollInterval: 2000,
        logger: quietLogger(log),
    });
    const loops = [
        startLoop('unread replies', everyMs, () => queueUnreadReplies(core), log),
        startLoop('deliveries', everyMs, () => deliverDue(core, sender, mail), log),
        startLoop('lost live sessions', 15000, () => endLostSessions(core, presence), log),
    ];
    return {
        async stop() {
            await Promise.all(loops.map((loop) => loop.stop()));
            await runner.stop();
        },
    };
}
async function deliverDue(core, sender, mail) {
    const claimed = await claimDeliveries(core, CLAIM_AT_ONCE);
    const results = await Promise.allSettled(claimed.map((delivery) => deliverMail(core, sender, mail, delivery)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed)
        throw failed.reason;
    return claimed.length;
}
async function endLostSessions(core, presence) {
    const live = await listLiveConversations(core, LOST_AFTER_SECONDS);
    for (const { workspaceId, id } of live.filter((c) => !presence.isOnline(c.workspaceId, c.contactId))) {
        await endSession(core, { kind: 'system', workspaceId }, id, 'lost');
    }
    return 0;
}
function quietLogger(log) {
    return new Logger(() => (level, message, meta) => {
        if (level === 'error')
            log.error({ ...meta }, message);
    });
}
