import type { Snippet } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { say } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

type Props = { snippet: Snippet; onClose: () => void };

/** An FAQ of a snippet and of what customers had asked where it was sent. It begins in the shadow. */
export function MakeFaqDialog({ snippet, onClose }: Props) {
  const words = useWords();
  const { life } = words.bot;
  const desk = useDesk();
  const cache = useQueryClient();
  const { data: asked } = useQuery({
    queryKey: keys.snippetQuestions(desk.workspaceId, snippet.id),
    queryFn: () => desk.snippets.questions(snippet.id),
  });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { busy, error, onSubmit } = useSubmit(async () => {
    const kept = (asked ?? []).filter(({ text }) => !left.has(text));
    await desk.bot.makeFaq(
      snippet.id,
      kept.map(({ text }) => text),
    );
    await cache.invalidateQueries({ queryKey: keys.snippets(desk.workspaceId) });
    say(life.made(snippet.name));
    onClose();
  });
  const toggle = (text: string) =>
    setLeft((before) => {
      const next = new Set(before);
      if (!next.delete(text)) next.add(text);
      return next;
    });
  return (
    <Dialog open onClose={onClose} title={life.title(snippet.name)} description={life.text}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        {asked?.length === 0 ? (
          <p className="text-sm text-faint">{life.few}</p>
        ) : (
          <fieldset className="flex min-h-40 flex-col gap-0.5">
            <legend className="mb-1 text-sm font-medium">{life.keep}</legend>
            {asked?.map(({ text }) => (
              <label
                key={text}
                className="flex cursor-pointer items-start gap-2.5 rounded-md px-1.5 py-1 text-sm hover:bg-hover max-md:py-2"
              >
                <input
                  type="checkbox"
                  className="mt-0.5 size-4 shrink-0 accent-accent"
                  checked={!left.has(text)}
                  onChange={() => toggle(text)}
                />
                <span dir="auto" className="min-w-0 flex-1 break-words">
                  {text}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <FormError text={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={!asked}>
            {life.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
