import nodemailer from 'nodemailer';
/** A mail that did not leave. `permanent`: the other side will never take it; otherwise trying later may help. */
export class MailError extends Error {
    permanent;
    constructor(reason, permanent, cause) {
        super(reason, { cause });
        this.name = 'MailError';
        this.permanent = permanent;
    }
}
/**
 * Sends by SMTP (RFC 5321). The answer's first digit decides: 5 is final, 4 and everything about the network is not.
 * `url`: `smtp://user:password@host:587`, `smtps://` for TLS from the start.
 */
export function createMailSender(url, from) {
    const transport = nodemailer.createTransport(url, {
        pool: true,
        maxConnections: 3,
        connectionTimeout: 10000,
        greetingTimeout: 10000,
        socketTimeout: 30000,
    });
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
                    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
                });
                return { messageId: sent.messageId };
            }
            catch (thrown) {
                throw toMailError(thrown);
            }
        },
        close: () => transport.close(),
    };
}
/** `Name <a@b>` -> `a@b`. */
export const addressOf = (from) => /<([^>]+)>/.exec(from)?.[1] ?? from.trim();
function toMailError(thrown) {
    const error = thrown;
    const permanent = (error.responseCode ?? 0) >= 500 || error.code === 'EENVELOPE';
    return new MailError(error.response ?? error.message ?? 'The mail server did not answer.', permanent && error.responseCode !== 535, thrown);
}
