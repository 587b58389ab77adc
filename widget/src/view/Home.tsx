import type { VisitorInbox } from '@causerie/protocol';
import { Composer } from '../composer/Composer.tsx';
import { formatDuration, formatReturn } from '../words/times.ts';
import { type Speech, useSpeech } from '../words/words.ts';
import { Avatar } from './Avatar.tsx';
import { ConversationRow } from './ConversationRow.tsx';
import { useMessenger, useMessengerState } from './context.ts';
import { IconButton } from './IconButton.tsx';

/** Where the visitor arrives: who is there, when they answer, the last conversation, and a place to write at once. */
export function Home({ close }: { close?: () => void }) {
  const speech = useSpeech();
  const { words } = speech;
  const messenger = useMessenger();
  const inbox = useMessengerState((s) => s.inbox);
  const conversations = useMessengerState((s) => s.conversations);
  const prefilled = useMessengerState((s) => s.prefilled);
  const latest = conversations[0];
  const greeting = greetingOf(inbox, speech.language) ?? words.hello;
  return (
    <div class="screen home">
      <header class="home-head">
        <div class="home-bar">
          <span class="company">{inbox?.companyName}</span>
          {close && <IconButton icon="close" label={words.closeChat} data-close onClick={close} />}
        </div>
        <h1 tabIndex={-1} class={greeting.length > 50 ? 'long' : undefined} dir="auto">
          {greeting}
        </h1>
        {inbox && <Status inbox={inbox} />}
      </header>
      <div class="home-body">
        {latest && (
          <section class="card">
            <h2>{words.continueConversation}</h2>
            <ConversationRow conversation={latest} />
            {conversations.length > 1 && (
              <button type="button" class="link wide" onClick={() => messenger.go({ name: 'list' })}>
                {words.allConversations} ({conversations.length})
              </button>
            )}
          </section>
        )}
        <section class="card start">
          <h2>{words.newConversation}</h2>
          <Composer key={prefilled} draft="new" onSend={(contents) => messenger.send(contents)} />
        </section>
      </div>
    </div>
  );
}

function greetingOf(inbox: VisitorInbox | undefined, language: string): string | undefined {
  return inbox?.greeting[language] ?? inbox?.greeting[language.split('-')[0]!];
}

function Status({ inbox }: { inbox: VisitorInbox }) {
  const speech = useSpeech();
  const { agents } = inbox;
  const names = agents.map((agent) => agent.name);
  return (
    <div class="home-status">
      {inbox.open && agents.length > 0 && (
        <span class="faces" role="img" aria-label={speech.words.teamHere(names.join(', '))}>
          {agents.map((agent) => (
            <Avatar key={agent.id} name={agent.name} url={agent.avatarUrl} />
          ))}
        </span>
      )}
      <span class={inbox.open && agents.length ? 'here' : undefined}>{promiseOf(inbox, speech)}</span>
    </div>
  );
}

/** When an answer can be expected: from facts, or nothing precise. */
export function promiseOf(inbox: VisitorInbox, speech: Speech): string {
  const { words } = speech;
  if (!inbox.open)
    return inbox.opensAt
      ? words.backAt(formatReturn(speech, new Date(inbox.opensAt), new Date()))
      : words.closedNow;
  return inbox.usualReplySeconds === undefined
    ? words.soon
    : words.usually(formatDuration(speech, inbox.usualReplySeconds));
}
