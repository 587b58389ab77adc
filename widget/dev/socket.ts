import type { ClientFrame, ServerFrame } from '@causerie/protocol';
import { WebSocket, WebSocketServer } from 'ws';
import { answer, change, record, talkOf, type Visitor, visitors } from './world.ts';

export const sockets = new WebSocketServer({ noServer: true });
/** Set by /dev/silent: frames are swallowed, as by a network that stalls. */
export const weather = { silent: false, autoAnswer: true };

sockets.on('connection', (socket) => {
  let visitor: Visitor | undefined;
  const say = (frame: ServerFrame) => {
    if (socket.readyState === WebSocket.OPEN && !weather.silent) socket.send(JSON.stringify(frame));
  };
  socket.on('close', () => visitor?.hear.delete(say));
  socket.on('message', (data): unknown => {
    if (weather.silent) return;
    const frame = JSON.parse(`${data as Buffer}`) as ClientFrame;
    if (frame.type === 'hello') {
      visitor = visitors.get(frame.token ?? '');
      if (!visitor)
        return say({ type: 'refused', reason: 'unauthorised', message: 'unknown token', reload: false });
      visitor.hear.add(say);
      return say({
        type: 'welcome',
        version: 1,
        now: new Date().toISOString(),
        heartbeatSeconds: 15,
        contactId: visitor.contactId,
      });
    }
    if (visitor) hear(visitor, frame, say);
  });
});

function hear(visitor: Visitor, frame: ClientFrame, say: (frame: ServerFrame) => void): unknown {
  if (frame.type === 'ping') return say({ type: 'pong', at: frame.at });
  if (frame.type === 'page') return void console.log('page', frame.url, frame.title);
  if (frame.type === 'subscribe' && frame.topic === 'conversation') {
    const talk = visitor.talks.get(frame.conversationId);
    if (!talk)
      return say({
        type: 'unsubscribed',
        topic: 'conversation',
        id: frame.conversationId,
        code: 'conversation_not_found',
      });
    const from = frame.have ? frame.have.seq : Math.max(0, talk.entries.length - (frame.limit ?? 50));
    const entries = talk.entries.slice(from);
    return say({
      type: 'subscribed',
      topic: 'conversation',
      conversation: talk.conversation,
      entries,
      deliveries: [],
      reset: false,
      more: from > 0,
    });
  }
  if (frame.type === 'send') {
    const talk = talkOf(visitor, frame.conversationId);
    const known = talk.entries.find((e) => e.id === frame.entryId);
    if (!known && 'text' in frame.content && frame.content.text === 'fail')
      return say({
        type: 'nack',
        ref: frame.ref,
        code: 'content_not_allowed',
        message: 'This kind of content cannot be sent here.',
      });
    const entry =
      known ??
      record(visitor, talk, { from: 'contact', content: complete(frame.content), id: frame.entryId });
    say({
      type: 'ack',
      ref: frame.ref,
      entryId: entry.id,
      conversationId: talk.conversation.id,
      seq: entry.seq,
      at: entry.at,
    });
    if (!known && weather.autoAnswer) answer(visitor, talk);
    return;
  }
  if (!('conversationId' in frame) || !frame.conversationId) return;
  const talk = visitor.talks.get(frame.conversationId);
  if (!talk) return;
  if (frame.type === 'history') {
    const until = frame.before - 1;
    const from = Math.max(0, until - (frame.limit ?? 50));
    setTimeout(
      () =>
        say({
          type: 'entries',
          ref: frame.ref,
          conversationId: talk.conversation.id,
          entries: talk.entries.slice(from, until),
          deliveries: [],
          more: from > 0,
        }),
      200,
    );
  }
  if (frame.type === 'read') change(visitor, talk, { contactReadSeq: frame.seq, unread: 0 });
}

export const stored = new Map<string, { name: string; mime: string; body: Buffer }>();

/** As the server does: what a file is called and how big it is, it knows itself. */
function complete(content: Extract<ClientFrame, { type: 'send' }>['content']) {
  const file = 'fileId' in content ? stored.get(content.fileId) : undefined;
  return file && 'fileId' in content
    ? {
        ...content,
        name: file.name,
        mime: file.mime,
        size: file.body.length,
        url: `/files/up/${content.fileId}`,
      }
    : content;
}
