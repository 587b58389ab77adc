import type { VisitorConversation } from '@causerie/protocol';
import { useState } from 'preact/hooks';
import type { Asking } from '../lazy/Ask.tsx';
import { Avatar } from '../view/Avatar.tsx';
import { useMessenger, useMessengerState } from '../view/context.ts';
import { promiseOf } from '../view/Home.tsx';
import { IconButton } from '../view/IconButton.tsx';
import { lazy } from '../view/lazy.tsx';
import { useSpeech } from '../words/words.ts';
import { Menu } from './Menu.tsx';

const MenuList = lazy(() => import('../lazy/MenuList.tsx').then((m) => m.MenuList));
const Ask = lazy(() => import('../lazy/Ask.tsx').then((m) => m.Ask));

type Props = { conversation?: VisitorConversation; id: string; close?: () => void };

/** Who answers, the way back, and what can be done with the conversation as a whole. */
export function ThreadBar({ conversation, id, close }: Props) {
  const speech = useSpeech();
  const { words } = speech;
  const messenger = useMessenger();
  const inbox = useMessengerState((s) => s.inbox);
  const email = useMessengerState((s) => s.session?.email);
  const [asking, setAsking] = useState<Asking>();
  const assignee = conversation?.assignee;
  const name = assignee?.name ?? inbox?.companyName ?? '';
  const canEnd = conversation?.mode === 'live' && conversation.status !== 'resolved';

  return (
    <>
      <header class="bar">
        <IconButton icon="back" label={words.back} onClick={() => messenger.go({ name: 'home' })} />
        <Avatar name={name} url={assignee?.avatarUrl} />
        <div class="bar-title">
          <h1 tabIndex={-1}>{name}</h1>
          {inbox && <p>{promiseOf(inbox, speech)}</p>}
        </div>
        <Menu>
          {(done) => (
            <MenuList canEnd={canEnd} canTranscribe={!!conversation} onAsk={setAsking} onDone={done} />
          )}
        </Menu>
        {close && <IconButton icon="close" label={words.closeChat} data-close onClick={close} />}
      </header>
      {asking && <Ask id={id} what={asking} email={email} onDone={() => setAsking(undefined)} />}
    </>
  );
}
