import type { Conversation } from '@causerie/protocol';
import { Check, ChevronDown, Clock } from 'lucide-react';
import { useState } from 'react';
import { SnoozeDialog } from '../conversations/SnoozeDialog.tsx';
import type { ConversationActions } from '../conversations/useConversationActions.ts';
import { setPreferences, usePreferences } from '../shell/preferences.ts';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuGroup, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import type { ComposerTab } from './drafts.ts';

type Props = {
  tab: ComposerTab;
  row: Conversation;
  actions: ConversationActions;
  sendable: boolean;
  onSubmit: (then?: () => void) => void;
};

/** Beside the button that sends: what may follow once it has arrived, and how one sends. */
export function SendMenu({ tab, row, actions, sendable, onSubmit }: Props) {
  const words = useWords().thread.composer;
  const { sendWith, afterClosing } = usePreferences();
  const [snoozing, setSnoozing] = useState(false);
  return (
    <>
      <Menu
        side="top"
        align="end"
        trigger={
          <Button
            look={tab === 'note' ? 'note' : 'primary'}
            aria-label={words.sendOptions}
            className="ms-px rounded-s-none px-1.5! max-md:h-10"
          >
            <ChevronDown className="size-3.5" />
          </Button>
        }
      >
        {row.status !== 'resolved' && (
          <MenuItem
            sign={<Check />}
            shortcut={SEND_AND_RESOLVE}
            disabled={!sendable}
            onSelect={() => onSubmit(() => void actions.resolve())}
          >
            {words.sendAndResolve[tab]}
          </MenuItem>
        )}
        <MenuItem sign={<Clock />} disabled={!sendable} onSelect={() => setSnoozing(true)}>
          {words.sendAndSnooze[tab]}
        </MenuItem>
        <MenuLine />
        <MenuGroup label={words.afterClosing}>
          <MenuItem
            checked={afterClosing === 'stay'}
            onSelect={() => setPreferences({ afterClosing: 'stay' })}
          >
            {words.stay}
          </MenuItem>
          <MenuItem
            checked={afterClosing === 'next'}
            onSelect={() => setPreferences({ afterClosing: 'next' })}
          >
            {words.goOn}
          </MenuItem>
        </MenuGroup>
        <MenuLine />
        <MenuItem checked={sendWith === 'enter'} onSelect={() => setPreferences({ sendWith: 'enter' })}>
          {words.withEnter}
        </MenuItem>
        <MenuItem
          checked={sendWith === 'mod-enter'}
          onSelect={() => setPreferences({ sendWith: 'mod-enter' })}
        >
          {words.withModEnter}
        </MenuItem>
      </Menu>
      {snoozing && (
        <SnoozeDialog
          onClose={() => setSnoozing(false)}
          onChoose={(at) => onSubmit(() => void actions.snooze(at))}
        />
      )}
    </>
  );
}

/** What the text field takes it by (`composerKeys.ts`). */
export const SEND_AND_RESOLVE = 'mod+shift+enter';
