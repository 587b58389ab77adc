import type { Conversation } from '@causerie/protocol';
import { AlarmClockOff, CalendarClock, Clock } from 'lucide-react';
import { useState } from 'react';
import { shortcuts, useShortcut } from '../shell/shortcuts.ts';
import { IconButton } from '../ui/Button.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { SnoozeDialog } from './SnoozeDialog.tsx';
import { shortDate } from './shortDate.ts';
import { snoozeTimes } from './snoozeTimes.ts';
import type { ConversationActions } from './useConversationActions.ts';

type Props = { row: Conversation; actions: ConversationActions };

/** Out of sight until the right time; a message of the customer brings it back earlier. */
export function SnoozeMenu({ row, actions }: Props) {
  const allWords = useWords();
  const words = allWords.inbox;
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const [custom, setCustom] = useState(false);
  useShortcut('snooze', () => setOpen(true));
  useShortcut('snoozeTyped', () => setCustom(true));
  const now = new Date();
  return (
    <>
      <Menu
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <IconButton
            label={words.actions.snooze}
            shortcut={shortcuts.snooze.keys}
            active={row.status === 'snoozed'}
          >
            <Clock className="size-4" />
          </IconButton>
        }
      >
        {row.status === 'snoozed' && (
          <>
            <MenuItem sign={<AlarmClockOff />} onSelect={() => void actions.reopen()}>
              {words.actions.unsnooze}
            </MenuItem>
            <MenuLine />
          </>
        )}
        {snoozeTimes(now).map(({ choice, at }) => (
          <MenuItem
            key={choice}
            sign={<Clock />}
            hint={shortDate(formats, at, now.getTime())}
            onSelect={() => void actions.snooze(at)}
          >
            {words.snooze[choice]}
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem
          sign={<CalendarClock />}
          shortcut={shortcuts.snoozeTyped.keys}
          onSelect={() => setCustom(true)}
        >
          {allWords.desk.snooze.type}
        </MenuItem>
      </Menu>
      {custom && <SnoozeDialog onClose={() => setCustom(false)} onChoose={(at) => void actions.snooze(at)} />}
    </>
  );
}
