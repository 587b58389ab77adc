import nodemailer from 'nodemailer';

/** A mail ready to go. */
export type Mail = {
  to: string;
  /** Shown sender name before our address. */
  fromName?: string;
  replyTo?: string;
  /** Envelope sender: where the post office returns what it cannot deliver. */
  envelopeFrom?: string;
  messageId?: string;
  references?: string;
  /** Where one request ends mails of this sort (RFC 8058), for the button that mail programs show. */
  stopUrl?: string;
  subject: string;
  text: string;
  html: string;
};

/** A mail that did not leave. `permanent`: the other side will never take it; otherwise trying later may help. */
export class MailError extends Error {
  readonly permanent: boolean;

  constructor(reason: string, permanent: boolean, cause?: unknown) {
    super(reason, { cause });
    this.name = 'MailError';
    this.permanent = permanent;
  }
}

export type MailSender = { send(mail: Mail): Promise<{ messageId: string }>; close(): void };

/**
 * Sends by SMTP (RFC 5321). The answer's first digit decides: 5 is final, 4 and everything about the network is not.
 * `url`: `smtp://user:password@host:587`, `smtps://` for TLS from the start.
 */
export function createMailSender(url: string, from: string): MailSender {
  const transport = nodemailer.createTransport(url, {
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as object);
  const address = addressOf(from);
  return {
    async send(mail) {
      try {
        const { to, subject, text, html, messageId, references, replyTo } = mail;
        const sent = await transport.sendMail({
          from: mail.fromName ? { name: mail.fromName, address } : from,
          to,
          subject,
          text,
          html,
          ...(messageId && { messageId }),
          ...(references && { references, inReplyTo: references }),
          ...(replyTo && { replyTo }),
          ...(mail.envelopeFrom && { envelope: { from: mail.envelopeFrom, to } }),
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'OOF, AutoReply',
            ...(mail.stopUrl && {
              'List-Unsubscribe': `<${mail.stopUrl}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
          },
        });
        return { messageId: sent.messageId };
      } catch (thrown) {
        throw toMailError(thrown);
      }
    },
    close: () => transport.close(),
  };
}

/** `Name <a@b>` -> `a@b`. */
export const addressOf = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from.trim();

function toMailError(thrown: unknown): MailError {
  const error = thrown as { responseCode?: number; response?: string; message?: string; code?: string };
  // EENVELOPE stands for any refused recipient, greylisting too: where there is an answer, its digit decides.
  const permanent = error.responseCode ? error.responseCode >= 500 : error.code === 'EENVELOPE';
  return new MailError(
    error.response ?? error.message ?? 'The mail server did not answer.',
    permanent && error.responseCode !== 535,
    thrown,
  );
}
