import type { Faq } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { say } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { MOST_EXAMPLES, readExamples, readLines, tooLongLine } from './readExamples.ts';

/** Examples typed, pasted or read from a file: one a line. A file is put into the field first, line for line, so that one sees it. */
export function AddExamples({ faq }: { faq: Faq }) {
  const words = useWords().automation.editor;
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [unreadable, setUnreadable] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const examples = readExamples(text);
  const long = tooLongLine(text);
  const total = faq.examples + examples.length;
  const problem = long
    ? words.tooLong(long)
    : total > MOST_EXAMPLES
      ? words.tooMany(total)
      : unreadable
        ? words.noneInFile
        : null;
  const { busy, error, onSubmit } = useSubmit(async () => {
    const { items, skipped } = await automation.addExamples(
      faq.id,
      examples.map((each) => ({ text: each })),
    );
    await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
    // What has been typed since stays.
    setText((now) => (now === text ? '' : now));
    say(words.added(items.length, skipped));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (examples.length > 0 && !problem) void onSubmit(event);
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
  };
  const readFile = async (file: File | undefined) => {
    if (!file) return;
    const read = readLines(await file.text())
      .join('\n')
      .trimEnd();
    setUnreadable(read === '');
    setText((now) => (now.trim() === '' ? read : `${now.trimEnd()}\n${read}`));
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <TextAreaField
        rows={examples.length > 3 ? 8 : 3}
        label={words.addLabel}
        placeholder={words.addPlaceholder}
        error={problem ?? error ?? null}
        value={text}
        onKeyDown={onKey}
        onChange={(e) => {
          setUnreadable(false);
          setText(e.target.value);
        }}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <input
          ref={input}
          type="file"
          accept=".txt,.tsv,.csv,text/plain,text/csv,text/tab-separated-values"
          hidden
          aria-label={words.fromFile}
          onChange={(e) => {
            void readFile(e.target.files?.[0]);
            e.target.value = '';
          }}
        />
        <Button title={words.fromFileHint} onClick={() => input.current?.click()}>
          <FileUp className="size-4" />
          {words.fromFile}
        </Button>
        <Button type="submit" look="primary" busy={busy} disabled={examples.length === 0 || problem !== null}>
          {examples.length > 0 ? words.addButton(examples.length) : words.addNone}
        </Button>
      </div>
    </form>
  );
}
