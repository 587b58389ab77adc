import type { Content } from '@causerie/protocol';
import { Plus, X } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { SelectField, TextAreaField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { buildContent, type InsertDraft, type InsertLine } from './buildContent.ts';
import type { InsertKind } from './InsertMenu.tsx';

type Props = { kind: InsertKind; onClose: () => void; onContent: (content: Content) => void };

export function InsertDialog({ kind, onClose, onContent }: Props) {
  const words = useWords();
  const { insert } = words.thread;
  const [draft, setDraft] = useState<InsertDraft>(() => ({
    text: kind === 'rating' ? insert.ratingQuestion : '',
    lines: [emptyLine()],
  }));
  const [error, setError] = useState<string>();
  const patch = (part: Partial<InsertDraft>) => setDraft((known) => ({ ...known, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const content = buildContent(kind, draft);
    if (content === 'invalid') setError(insert.invalid);
    else if (content === 'url') setError(insert.urlWrong);
    else onContent(content);
  };
  return (
    <Dialog open onClose={onClose} title={insert[kind]}>
      <form onSubmit={submit} className="flex flex-col gap-3" noValidate>
        <Parts kind={kind} draft={draft} patch={patch} />
        {error && (
          <p role="alert" className="text-sm text-bad-ink">
            {error}
          </p>
        )}
        <DialogButtons onClose={onClose}>{insert.send}</DialogButtons>
      </form>
    </Dialog>
  );
}

const emptyLine = (): InsertLine => ({
  key: crypto.randomUUID?.() ?? String(Math.random()),
  label: '',
  url: '',
  type: 'text',
});

type PartsProps = { kind: InsertKind; draft: InsertDraft; patch: (part: Partial<InsertDraft>) => void };

function Parts({ kind, draft, patch }: PartsProps) {
  const { insert } = useWords().thread;
  const text = {
    value: draft.text,
    onChange: (e: { target: { value: string } }) => patch({ text: e.target.value }),
  };
  if (kind === 'rating') return <TextField label={insert.question} {...text} />;
  if (kind === 'location') {
    return (
      <>
        <TextField label={insert.place} {...text} />
        <div className="flex gap-3">
          {(['latitude', 'longitude'] as const).map((part) => (
            <TextField
              key={part}
              className="flex-1"
              inputMode="decimal"
              label={insert[part]}
              value={draft[part] ?? ''}
              onChange={(e) => patch({ [part]: e.target.value })}
            />
          ))}
        </div>
      </>
    );
  }
  return (
    <>
      {kind === 'form' ? (
        <TextField label={insert.title} {...text} />
      ) : (
        <TextAreaField label={insert.text} rows={2} {...text} />
      )}
      <Lines kind={kind} lines={draft.lines} onLines={(lines) => patch({ lines })} />
    </>
  );
}

type LinesProps = { kind: InsertKind; lines: InsertLine[]; onLines: (lines: InsertLine[]) => void };

function Lines({ kind, lines, onLines }: LinesProps) {
  const { insert } = useWords().thread;
  const set = (key: string, part: Partial<InsertLine>) =>
    onLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const add = { buttons: insert.addButton, form: insert.addField }[kind as string] ?? insert.addOption;
  const label = { buttons: insert.buttonLabel, form: insert.fieldLabel }[kind as string] ?? insert.option;
  const more: Partial<Record<InsertKind, (line: InsertLine, n: number) => ReactNode>> = {
    buttons: (line, n) => (
      <TextField
        hideLabel
        className="flex-1"
        type="url"
        label={insert.buttonUrl(n)}
        placeholder="https://"
        value={line.url}
        onChange={(e) => set(line.key, { url: e.target.value })}
      />
    ),
    form: (line, n) => (
      <SelectField
        hideLabel
        className="w-36"
        label={insert.fieldType(n)}
        value={line.type}
        options={Object.entries(insert.types).map(([value, name]) => ({ value, label: name }))}
        onValue={(type) => set(line.key, { type: type as InsertLine['type'] })}
      />
    ),
  };
  return (
    <>
      {lines.map((line, i) => (
        <div key={line.key} className="flex items-end gap-2">
          <TextField
            hideLabel
            className="flex-1"
            label={label(i + 1)}
            placeholder={label(i + 1)}
            value={line.label}
            onChange={(e) => set(line.key, { label: e.target.value })}
          />
          {more[kind]?.(line, i + 1)}
          {lines.length > 1 && (
            <IconButton
              label={`${insert.remove}: ${label(i + 1)}`}
              onClick={() => onLines(lines.filter((l) => l.key !== line.key))}
            >
              <X className="size-4" />
            </IconButton>
          )}
        </div>
      ))}
      {lines.length < (kind === 'buttons' ? 5 : 10) && (
        <Button
          size="sm"
          look="quiet"
          className="self-start"
          onClick={() => onLines([...lines, emptyLine()])}
        >
          <Plus className="size-3.5" />
          {add}
        </Button>
      )}
    </>
  );
}
