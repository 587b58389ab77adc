import type { Conversation } from '@causerie/protocol';
import { AlarmClockOff, CalendarClock, Clock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { shortcuts, useShortcut } from '../shell/shortcuts.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { shortDate } from './shortDate.ts';
import { snoozeTimes } from './snoozeTimes.ts';
import type { ConversationActions } from './useConversationActions.ts';

type Props = { row: Conversation; actions: ConversationActions };

/** Out of sight until the right time; a message of the customer brings it back earlier. */
export function SnoozeMenu({ row, actions }: Props) {
  const words = useWords().inbox;
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const [custom, setCustom] = useState(false);
  useShortcut('snooze', () => setOpen(true));
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
        <MenuItem sign={<CalendarClock />} onSelect={() => setCustom(true)}>
          {words.snooze.custom}
        </MenuItem>
      </Menu>
      {custom && <CustomSnooze onClose={() => setCustom(false)} onChoose={(at) => void actions.snooze(at)} />}
    </>
  );
}

function CustomSnooze({ onClose, onChoose }: { onClose: () => void; onChoose: (at: Date) => void }) {
  const words = useWords();
  const [value, setValue] = useState(() => localValue(new Date(Date.now() + 3 * 3_600_000)));
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const at = new Date(value);
    if (!(at.getTime() > Date.now())) return setError(words.inbox.snooze.past);
    onChoose(at);
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={words.inbox.snooze.customTitle}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          type="datetime-local"
          label={words.inbox.snooze.dateTime}
          value={value}
          onChange={(e) => setValue(e.target.value)}
          error={error}
          required
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary">
            {words.inbox.snooze.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What `datetime-local` takes: the wall clock here, to the minute. */
function localValue(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
