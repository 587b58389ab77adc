import { type Content, plainText } from '@causerie/protocol';
import { escapeHtml } from '../../lib/escapeHtml.ts';
import { layoutHtml, paragraphs } from './layout.ts';
import { wordsFor } from './words.ts';

/** A mail's text, in both forms. */
export type Composed = { subject: string; text: string; html: string };

/** One message as a mail shows it. */
export type MailedMessage = { author: string; fromContact: boolean; at: Date; content: Content };

const COLOUR = '#4338a8';

/** Replies that the contact has not read, with the way back into the conversation. */
export function composeReplies(parts: {
  language: string;
  companyName: string;
  contactName: string | null;
  messages: MailedMessage[];
  resumeUrl: string;
  colour?: string;
}): Composed {
  const words = wordsFor(parts.language);
  const from = [...new Set(parts.messages.map((m) => m.author))].join(', ');
  const title = words.repliesTitle(from, parts.companyName);
  return {
    subject: words.repliesSubject(from, parts.companyName),
    text: [
      words.hello(parts.contactName),
      ...parts.messages.map((m) => `${m.author}:\n${plainText(m.content)}`),
      `${words.answer}: ${parts.resumeUrl}`,
      words.repliesFooter(parts.companyName),
    ].join('\n\n'),
    html: layoutHtml({
      language: parts.language,
      colour: parts.colour ?? COLOUR,
      title,
      body: parts.messages.map(messageHtml).join(''),
      button: { label: words.answer, url: parts.resumeUrl },
      footer: words.repliesFooter(parts.companyName),
    }),
  };
}

/** The whole conversation without notes. Times are on the contact's clock. */
export function composeTranscript(parts: {
  language: string;
  companyName: string;
  timeZone: string;
  messages: MailedMessage[];
}): Composed {
  const words = wordsFor(parts.language);
  const format = new Intl.DateTimeFormat(parts.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: parts.timeZone,
  });
  const stamp = (m: MailedMessage) => `${m.author}, ${format.format(m.at)}`;
  return {
    subject: words.transcriptSubject(parts.companyName),
    text: [
      words.transcriptTitle(parts.companyName),
      ...parts.messages.map((m) => `${stamp(m)}\n${plainText(m.content)}`),
    ].join('\n\n'),
    html: layoutHtml({
      language: parts.language,
      colour: COLOUR,
      title: words.transcriptTitle(parts.companyName),
      body: parts.messages.map((m) => messageHtml({ ...m, author: stamp(m) })).join(''),
      footer: words.transcriptFooter,
    }),
  };
}

export function composeInvitation(parts: {
  language: string;
  workspaceName: string;
  invitedBy: string | null;
  link: string;
}): Composed {
  const words = wordsFor(parts.language);
  const body = words.invitationBody(parts.invitedBy, parts.workspaceName);
  return simple(
    parts.language,
    words.invitationSubject(parts.workspaceName),
    body,
    { label: words.join, url: parts.link },
    words.invitationFooter,
  );
}

export function composePasswordReset(parts: { language: string; name: string; url: string }): Composed {
  const words = wordsFor(parts.language);
  return simple(
    parts.language,
    words.resetSubject,
    words.resetBody(parts.name),
    { label: words.resetButton, url: parts.url },
    words.resetFooter,
  );
}

/** To those who can mend it. */
export function composeWebhookPaused(parts: {
  language: string;
  workspaceName: string;
  name: string;
  url: string;
  link: string;
}): Composed {
  const words = wordsFor(parts.language);
  return simple(
    parts.language,
    words.webhookSubject(parts.name),
    words.webhookBody(parts.name, parts.url),
    { label: words.webhookButton, url: parts.link },
    words.webhookFooter(parts.workspaceName),
  );
}

/** To a member who is away. What was written is not in it: it stays where it can be erased. */
export function composeNotifications(parts: {
  language: string;
  workspaceName: string;
  items: {
    kind: 'mention' | 'assignment' | 'reply' | 'step_back';
    by: string | null;
    contact: string | null;
    url: string;
  }[];
  settingsUrl: string;
}): Composed {
  const words = wordsFor(parts.language);
  const { items, workspaceName } = parts;
  const lines = items.map(({ kind, by, contact, url }) => ({
    text: words.notified[kind](by, contact ?? words.visitor),
    url,
  }));
  const subject =
    lines.length === 1
      ? words.notifiedOne(lines[0]!.text, workspaceName)
      : words.notifiedMany(lines.length, workspaceName);
  const footer = words.notifiedFooter(workspaceName);
  return {
    subject,
    text: [
      ...lines.map(({ text, url }) => `${text}\n${url}`),
      `${footer}\n${words.notifiedSettings}: ${parts.settingsUrl}`,
    ].join('\n\n'),
    html: layoutHtml({
      language: parts.language,
      colour: COLOUR,
      title: lines.length === 1 ? lines[0]!.text : subject,
      body: `<ul style="margin:0;padding-inline-start:20px">${lines
        .map(
          ({ text, url }) =>
            `<li style="margin:0 0 8px"><a href="${escapeHtml(url)}" style="color:${COLOUR}">${escapeHtml(text)}</a></li>`,
        )
        .join('')}</ul>`,
      button: { label: words.notifiedOpen, url: lines[0]!.url },
      footer: `${footer} ${words.notifiedSettings}: ${parts.settingsUrl}`,
    }),
  };
}

function simple(
  language: string,
  subject: string,
  body: string,
  button: { label: string; url: string },
  footer: string,
): Composed {
  return {
    subject,
    text: [body, `${button.label}: ${button.url}`, footer].join('\n\n'),
    html: layoutHtml({
      language,
      colour: COLOUR,
      title: subject,
      body: `<p style="margin:0">${paragraphs(body)}</p>`,
      button,
      footer,
    }),
  };
}

function messageHtml(message: MailedMessage): string {
  const ground = message.fromContact ? '#f1eff9' : '#faf9f7';
  return `<div style="margin:0 0 12px;padding:10px 14px;border-radius:10px;background:${ground}">
<div style="font-size:13px;color:#6b6775;margin-bottom:2px">${escapeHtml(message.author)}</div>${paragraphs(plainText(message.content))}</div>`;
}
