import type { Client } from '@causerie/client';
import type { Content } from '@causerie/protocol';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Composer } from '../composer/Composer.tsx';
import { useMessenger, useMessengerState } from '../view/context.ts';
import { Icon } from '../view/Icon.tsx';
import { lazy } from '../view/lazy.tsx';
import { useWords } from '../words/words.ts';
import { answersIn } from './answers.ts';
import { groupTimeline, idOf } from './group.ts';
import { RowView } from './RowView.tsx';
import { ThreadBar } from './ThreadBar.tsx';
import { Typing } from './Typing.tsx';
import { useRead } from './useRead.ts';
import { useScroll } from './useScroll.ts';
import { useTimeline } from './useTimeline.ts';

const QueueLine = lazy(() => import('../lazy/QueueLine.tsx').then((m) => m.QueueLine));
const EmailAsk = lazy(() => import('../lazy/EmailAsk.tsx').then((m) => m.EmailAsk));

/** One conversation: what was said, what is being said, and the place to answer. */
export function Thread({ id, client, close }: { id: string; client: Client; close?: () => void }) {
  const words = useWords();
  const messenger = useMessenger();
  const [timeline, snapshot] = useTimeline(client, id);
  const online = useMessengerState((s) => s.connection === 'online');
  const queue = useMessengerState((s) => s.queue);
  const { items, conversation, more, loadingOlder, typing } = snapshot;
  const rows = useMemo(() => groupTimeline(items), [items]);
  const answers = useMemo(() => answersIn(items), [items]);
  const lastItem = items.at(-1);
  const lastMine = items.findLast(
    (i) => i.state !== 'confirmed' || (i.entry.author.kind === 'contact' && i.entry.content),
  );
  const wroteLast = lastItem !== undefined && lastItem === lastMine;
  const { box, onScroll, toEnd, fresh } = useScroll(
    rows[1]?.key,
    lastItem && idOf(lastItem),
    wroteLast,
    () => {
      if (more && !loadingOlder && snapshot.live) void timeline.loadOlder();
    },
  );
  useRead(timeline, snapshot, !fresh);
  const askEmail = useEmailAsk(lastMine?.state === 'confirmed');
  const send = (contents: Content[]) => messenger.send(contents, id);

  return (
    <div class="screen thread">
      <ThreadBar conversation={conversation} id={id} close={close} />
      <div
        class="log"
        role="log"
        // What was said long ago is not news.
        aria-live={loadingOlder ? 'off' : 'polite'}
        aria-relevant="additions"
        aria-label={words.thread}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        ref={box}
        onScroll={onScroll}
      >
        <div class="log-rows">
          {loadingOlder && <p class="quiet">{words.loadingOlder}</p>}
          {!items.length && !snapshot.live && online && <Shape />}
          {rows.map((row) => (
            <RowView
              key={row.key}
              row={row}
              answers={answers}
              lastMine={lastMine && idOf(lastMine)}
              seenSeq={conversation?.agentReadSeq ?? 0}
              online={online}
              send={send}
              resend={(entryId) => void timeline.resend(entryId)}
              discard={(entryId) => void timeline.discard(entryId)}
            />
          ))}
          {queue?.place && queue.conversationId === id && !conversation?.assignee && <QueueLine {...queue} />}
          {askEmail && <EmailAsk />}
          <Typing typing={typing} />
        </div>
      </div>
      {fresh && (
        <button type="button" class="chip fresh" onClick={toEnd}>
          <Icon name="down" />
          {words.newMessages}
        </button>
      )}
      <Composer draft={id} onSend={send} onTyping={(active) => timeline.typing(active)} />
    </div>
  );
}

/** Whether to ask how to reach the visitor; once it was asked here, the question itself knows when to go. */
function useEmailAsk(wrote: boolean): boolean {
  const { memory } = useMessenger();
  const wanted = useMessengerState((s) => !!s.inbox?.askEmail && !!s.session && !s.session.email);
  const [asked, setAsked] = useState(false);
  const ask = wrote && wanted && !memory.get('emailAsked');
  useEffect(() => {
    if (ask) setAsked(true);
  }, [ask]);
  return asked;
}

/** The shape of what comes; shown only if it takes long enough to be noticed. */
function Shape() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return late ? (
    <div class="shape" aria-busy="true">
      <i />
      <i />
      <i />
    </div>
  ) : null;
}
