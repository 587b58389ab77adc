import { addStyle } from '../view/addStyle.ts';
import { ConversationRow } from '../view/ConversationRow.tsx';
import { useMessenger, useMessengerState } from '../view/context.ts';
import { IconButton } from '../view/IconButton.tsx';
import { useWords } from '../words/words.ts';
import { useLateWords } from './lateWords.ts';
import css from './list.css?inline';

addStyle(css);

export function List({ close }: { close?: () => void }) {
  const words = useWords();
  const late = useLateWords();
  const messenger = useMessenger();
  const conversations = useMessengerState((s) => s.conversations);
  const home = () => messenger.go({ name: 'home' });
  return (
    <div class="screen">
      <header class="bar">
        <IconButton icon="back" label={words.back} onClick={home} />
        <h1 tabIndex={-1}>{words.conversations}</h1>
        {close && <IconButton icon="close" label={words.closeChat} data-close onClick={close} />}
      </header>
      <ul class="rows">
        {conversations.map((conversation) => (
          <li key={conversation.id}>
            <ConversationRow conversation={conversation} />
          </li>
        ))}
        {!conversations.length && <li class="empty">{late.noConversations}</li>}
      </ul>
      <footer class="list-foot">
        <button type="button" class="primary" onClick={home}>
          {words.newConversation}
        </button>
      </footer>
    </div>
  );
}
