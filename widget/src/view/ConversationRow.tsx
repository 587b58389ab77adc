import type { VisitorConversation } from '@causerie/protocol';
import { formatAgo } from '../words/times.ts';
import { useSpeech } from '../words/words.ts';
import { Avatar } from './Avatar.tsx';
import { useMessenger, useMessengerState } from './context.ts';

export function ConversationRow({ conversation }: { conversation: VisitorConversation }) {
  const speech = useSpeech();
  const messenger = useMessenger();
  const company = useMessengerState((s) => s.inbox?.companyName) ?? '';
  const { assignee, lastMessage, unread, id } = conversation;
  const who = assignee?.name ?? company;
  return (
    <button type="button" class="row" onClick={() => messenger.go({ name: 'thread', id })}>
      <Avatar name={who} url={assignee?.avatarUrl} />
      <span class="row-main">
        <span class="row-top">
          <strong>{who}</strong>
          <time>{formatAgo(speech, new Date(lastMessage?.at ?? conversation.updatedAt), new Date())}</time>
        </span>
        <span class="row-top">
          <span class={unread ? 'preview new' : 'preview'} dir="auto">
            {lastMessage?.author.kind === 'contact' && `${speech.words.you}: `}
            {lastMessage?.preview}
          </span>
          {unread > 0 && (
            <span class="badge" role="img" aria-label={speech.words.unread(unread)}>
              {unread}
            </span>
          )}
        </span>
      </span>
    </button>
  );
}
