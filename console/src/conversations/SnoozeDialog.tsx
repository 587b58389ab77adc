import { Clock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { TextField } from '../ui/Field.tsx';
import { useFormats, useLanguage, useWords } from '../words/WordsProvider.tsx';
import { parseTime } from './parseTime.ts';
import { shortDate } from './shortDate.ts';
import { snoozeTimes } from './snoozeTimes.ts';

type Props = { onClose: () => void; onChoose: (at: Date) => void };

/** A time as one would say it, shown as it is understood; the usual ones and an exact one below. */
export function SnoozeDialog({ onClose, onChoose }: Props) {
  const words = useWords();
  const formats = useFormats();
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const [exact, setExact] = useState('');
  const [tried, setTried] = useState(false);
  const now = new Date();
  const american = navigator.language === 'en-US' && language === 'en';
  const asked = exact ? new Date(exact) : parseTime(text, now, american);
  const at = asked && asked.getTime() > now.getTime() ? asked : undefined;
  const choose = (moment: Date) => {
    onChoose(moment);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (at) choose(at);
  };
  const wrong = tried && !at;
  return (
    <Dialog open onClose={onClose} title={words.desk.snooze.title}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          autoFocus
          label={words.desk.snooze.when}
          placeholder={words.desk.snooze.placeholder}
          autoComplete="off"
          value={text}
          onChange={(e) => {
            setText(e.target.value);
            setExact('');
            setTried(false);
          }}
          error={wrong ? (exact ? words.inbox.snooze.past : words.desk.snooze.not) : undefined}
          hint={
            <span role="status" className={at ? 'font-medium text-accent-ink' : undefined}>
              {at ? words.desk.snooze.preview(formats.full(at)) : '\u00a0'}
            </span>
          }
        />
        <div className="flex flex-wrap gap-1.5">
          {snoozeTimes(now).map(({ choice, at: time }) => (
            <Button key={choice} size="sm" onClick={() => choose(time)}>
              <Clock className="size-3.5 text-faint" aria-hidden="true" />
              {words.inbox.snooze[choice]}
              <span className="text-faint">{shortDate(formats, time, now.getTime())}</span>
            </Button>
          ))}
        </div>
        <TextField
          type="datetime-local"
          label={words.desk.snooze.exactly}
          value={exact}
          onChange={(e) => {
            setExact(e.target.value);
            setTried(false);
          }}
        />
        <DialogButtons onClose={onClose}>{words.inbox.snooze.save}</DialogButtons>
      </form>
    </Dialog>
  );
}
