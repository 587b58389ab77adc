import { createHash } from 'node:crypto';
import { MAX_TEXT } from '@causerie/protocol';
import EmailReplyParser from 'email-reply-parser';
import { simpleParser } from 'mailparser';

/** What an incoming mail is to us. `ignore`: known, and nothing to do. */
export type ParsedMail =
  | { kind: 'reply'; messageId: string; from: string; text: string }
  | { kind: 'bounce'; permanent: boolean; reason: string }
  | { kind: 'ignore'; reason: string };

/**
 * Reads an incoming mail (RFC 5322). What a mail program quotes below the answer is cut off. Delivery reports
 * (RFC 3464) become bounces; absence notes and other automatic mails (RFC 3834) are ignored, so that two machines
 * never talk to each other.
 */
export async function parseMail(raw: Buffer, purpose: 'reply' | 'bounce'): Promise<ParsedMail> {
  const mail = await simpleParser(raw, { skipHtmlToText: false, skipImageLinks: true });
  const contentType = String(
    (mail.headers.get('content-type') as { value?: string } | undefined)?.value ?? '',
  );
  if (purpose === 'bounce' || contentType === 'multipart/report')
    return parseReport(raw.toString('latin1'), mail.text ?? '');
  const automatic = String(mail.headers.get('auto-submitted') ?? 'no');
  if (automatic !== 'no' || mail.headers.has('x-autoreply'))
    return { kind: 'ignore', reason: `automatic mail (${automatic})` };
  const text = new EmailReplyParser()
    .read(mail.text ?? '')
    .getVisibleText()
    .trim()
    .slice(0, MAX_TEXT)
    .replaceAll('\0', '');
  if (!text) return { kind: 'ignore', reason: 'no text above the quotation' };
  return {
    kind: 'reply',
    messageId: mail.messageId ?? createHash('sha256').update(raw).digest('hex'),
    from: mail.from?.value[0]?.address?.toLowerCase() ?? '',
    text,
  };
}

/** The machine-readable part says what happened: `Action: failed`, `Status: 5.1.1`, `Diagnostic-Code: smtp; 550 ...`. */
function parseReport(source: string, text: string): ParsedMail {
  const field = (name: string) =>
    new RegExp(`^${name}:[ \\t]*(.+(?:\\r?\\n[ \\t]+.+)*)`, 'im')
      .exec(source)?.[1]
      ?.replace(/\s+/g, ' ')
      .trim();
  const action = field('Action')?.toLowerCase();
  if (action === 'delayed' || action === 'relayed' || action === 'delivered' || action === 'expanded') {
    return { kind: 'ignore', reason: `delivery report: ${action}` };
  }
  const status = field('Status');
  const reason =
    field('Diagnostic-Code')?.replace(/^smtp;\s*/i, '') ??
    (text.split('\n').find((line) => /\b5\d\d\b/.test(line)) || text.slice(0, 300));
  return {
    kind: 'bounce',
    permanent: !status?.startsWith('4'),
    reason: reason.trim().slice(0, 500) || 'The mail came back.',
  };
}
