import {
  type Composed,
  composeInvitation,
  composePasswordReset,
  composeWebhookPaused,
} from '../channels/email/composeMails.ts';
import { MailError, type MailSender } from '../channels/email/mailSender.ts';
import type { Core } from '../core/core.ts';
import type { Jobs } from '../core/jobs.ts';

type MailJob = Jobs['send-mail'];
type JobOf<K extends MailJob['mail']> = Extract<MailJob, { mail: K }>;

const composers: {
  [K in MailJob['mail']]: (core: Core, job: JobOf<K>) => Promise<Composed & { fromName?: string }>;
} = {
  async invitation(_core, job) {
    const { workspaceName, invitedBy, link } = job;
    return composeInvitation({ language: job.language ?? 'en', workspaceName, invitedBy, link });
  },
  async webhook_paused(_core, job) {
    return composeWebhookPaused({ ...job, language: job.language ?? 'en' });
  },
  async password_reset(_core, job) {
    return composePasswordReset({ language: job.language ?? 'en', name: job.name, url: job.url });
  },
};

/** Sends a mail that is not part of a conversation. What the other side refuses for good is dropped; the rest is tried again. */
export async function sendMail(core: Core, sender: MailSender | undefined, job: MailJob): Promise<void> {
  if (!sender) return;
  const compose = composers[job.mail] as (
    core: Core,
    job: MailJob,
  ) => Promise<Composed & { fromName?: string }>;
  const composed = await compose(core, job);
  await sender.send({ to: job.address, ...composed }).catch((error) => {
    if (!(error instanceof MailError) || !error.permanent) throw error;
  });
}
