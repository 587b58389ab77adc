import type { WebInboxSettings } from '@causerie/protocol';
import { MessageCircle, SendHorizontal } from 'lucide-react';
import { cx } from '../ui/cx.ts';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { isColour } from './inboxDraft.ts';
import { textOn } from './textOn.ts';

/** How the messenger will look: a drawing, not the real one, so that it follows each keystroke. */
export function WidgetPreview({ settings }: { settings: WebInboxSettings }) {
  const words = useWords().settings.inbox;
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const colour = isColour(settings.colour) ? settings.colour : '#443fb0';
  const accent = { background: colour, color: textOn(colour) };
  const theme = settings.theme === 'auto' ? (systemDark ? 'dark' : 'light') : settings.theme;
  const first = settings.languages[0] ?? 'en';
  const greeting = settings.greeting[first] || words.greetingPlaceholder;
  return (
    <figure aria-label={words.preview} className="flex w-60 flex-col gap-2.5 justify-self-center">
      <div
        data-preview={theme}
        aria-hidden="true"
        className="overflow-hidden rounded-xl border border-(--preview-line) bg-(--preview-ground) text-(--preview-ink) shadow-float"
      >
        <div style={accent} className="px-4 pt-4 pb-5">
          <p className="text-sm leading-5 font-semibold break-words">{greeting}</p>
        </div>
        <div className="flex flex-col gap-2 p-3 text-xs">
          <p style={accent} className="max-w-[85%] self-end rounded-lg px-2.5 py-1.5">
            {words.previewHello}
          </p>
          <p className="max-w-[85%] self-start rounded-lg bg-(--preview-bubble) px-2.5 py-1.5">
            {words.previewAnswer}
          </p>
          <div className="mt-6 flex items-center gap-2 rounded-lg border border-(--preview-line) py-1.5 ps-2.5 pe-1.5 opacity-90">
            <span className="flex-1">{words.previewWrite}</span>
            <span style={accent} className="flex size-6 items-center justify-center rounded-md">
              <SendHorizontal className="size-3.5" />
            </span>
          </div>
        </div>
      </div>
      <span
        aria-hidden="true"
        style={accent}
        className={cx(
          'flex size-12 items-center justify-center rounded-full shadow-float',
          settings.position === 'end' ? 'self-end' : 'self-start',
        )}
      >
        <MessageCircle className="size-5" />
      </span>
    </figure>
  );
}
