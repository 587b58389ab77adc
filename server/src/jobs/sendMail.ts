import {
  type Composed,
  composeInvitation,
  composeNotifications,
  composePasswordReset,
  composeWebhookPaused,
} from '../channels/email/composeMails.ts';
import { formatMarkedAddress } from '../channels/email/mailAddress.ts';
import { type Mail, MailError, type MailSender } from '../channels/email/mailSender.ts';
import type { Core } from '../core/core.ts';
import type { Jobs } from '../core/jobs.ts';
import { loadNotificationMail } from '../core/notifications/loadNotificationMail.ts';
import { recordInvitationMail, recordUserMail } from '../core/workspaces/recordMail.ts';
import { coerceError } from '../errors.ts';
import type { MailSettings } from './deliverMail.ts';

type MailJob = Jobs['send-mail'];
type JobOf<K extends MailJob['mail']> = Extract<MailJob, { mail: K }>;

type Outgoing = Composed & Pick<Mail, 'to' | 'fromName' | 'stopUrl'>;

/** Undefined: there is nothing to say any more. */
const composers: {
  [K in MailJob['mail']]: (core: Core, job: JobOf<K>) => Promise<Outgoing | undefined>;
} = {
  async invitation(_core, { address, workspaceName, invitedBy, link, ...job }) {
    const language = job.language ?? 'en';
    return { to: address, ...composeInvitation({ language, workspaceName, invitedBy, link }) };
  },
  async webhook_paused(_core, job) {
    return { to: job.address, ...composeWebhookPaused({ ...job, language: job.language ?? 'en' }) };
  },
  async password_reset(_core, { address, name, url, language }) {
    return { to: address, ...composePasswordReset({ language: language ?? 'en', name, url }) };
  },
  async notifications(core, job) {
    const mail = await loadNotificationMail(core, job);
    return (
      mail && {
        to: mail.address,
        fromName: mail.workspaceName,
        stopUrl: mail.stopUrl,
        ...composeNotifications(mail),
      }
    );
  },
};

/**
 * Sends a mail that is not part of a conversation. What the other side refuses for good is not tried again, and is told
 * where somebody can do something about it: at the invitation, or at the member. The rest is tried again.
 */
export async function sendMail(
  core: Core,
  sender: MailSender | undefined,
  settings: MailSettings,
  job: MailJob,
): Promise<void> {
  if (!sender) return;
  const compose = composers[job.mail] as (core: Core, job: MailJob) => Promise<Outgoing | undefined>;
  const outgoing = await compose(core, job);
  if (!outgoing) return;
  try {
    await sender.send({ ...outgoing, ...wayBack(core, settings, job) });
  } catch (thrown) {
    if (!(thrown instanceof MailError)) throw thrown;
    await note(core, job, { status: thrown.permanent ? 'refused' : 'queued', reason: thrown.message });
    if (!thrown.permanent) throw thrown;
    return;
  }
  await note(core, job, { status: 'sent' });
}

/** Where the post office returns what it took and could not deliver; whose mail it was is in the address. */
function wayBack(core: Core, { replyDomain }: MailSettings, job: MailJob): Pick<Mail, 'envelopeFrom'> {
  const id =
    job.mail === 'invitation' ? job.invitationId : job.mail === 'notifications' ? job.userId : undefined;
  if (!replyDomain || !id || !('workspaceId' in job)) return {};
  const { workspaceId } = job;
  return {
    envelopeFrom: formatMarkedAddress(core.keys.link, replyDomain, { purpose: 'bounce', workspaceId, id }),
  };
}

/** What became of it is worth knowing, but not worth a second mail to somebody who has it. */
const note = (core: Core, job: MailJob, outcome: Outcome): Promise<void> =>
  tell(core, job, outcome).catch((thrown) => core.db.log(coerceError(thrown)));

type Outcome = { status: 'queued' | 'sent' | 'refused'; reason?: string };

/** Where the outcome is shown. */
async function tell(core: Core, job: MailJob, { status, reason }: Outcome): Promise<void> {
  if (job.mail === 'invitation') {
    const { workspaceId, invitationId } = job;
    if (!invitationId) return;
    const news = await recordInvitationMail(core.db, {
      workspaceId,
      invitationId,
      status,
      ...(reason && { reason: reason.slice(0, 500) }),
    });
    if (news) core.announce([{ kind: 'changed', workspaceId, what: 'invitations' }]);
  } else if (status !== 'queued') {
    const user = 'userId' in job ? { userId: job.userId } : { address: job.address };
    const refused = status === 'refused' ? (reason ?? '').slice(0, 500) : null;
    const shown = await recordUserMail(core.db, user, refused);
    core.announce(shown.map((workspaceId) => ({ kind: 'changed', workspaceId, what: 'members' })));
  }
}
