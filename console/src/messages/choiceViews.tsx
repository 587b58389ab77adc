import type { Button, ContentOf } from '@causerie/protocol';
import { CornerDownRight, ExternalLink } from 'lucide-react';
import { useWords } from '../words/WordsProvider.tsx';
import { Markdown } from './Markdown.tsx';
import { isSafeLink } from './parseMarkdown.ts';

const pill = 'rounded-full border border-accent-line bg-surface px-2.5 py-0.5 text-sm text-accent-ink';

/** What the customer can tap; here it is only shown. */
export function QuickRepliesView({ content }: { content: ContentOf<'quick_replies'> }) {
  const words = useWords().thread.content;
  return (
    <div className="flex flex-col gap-2">
      <Markdown text={content.text} />
      <ul aria-label={words.choices} className="flex flex-wrap gap-1.5">
        {content.options.map((option) => (
          <li key={option.id} className={pill}>
            {option.label}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function ButtonsView({ content }: { content: ContentOf<'buttons'> }) {
  return (
    <div className="flex flex-col gap-2">
      <Markdown text={content.text} />
      <ButtonList buttons={content.buttons} />
    </div>
  );
}

export function ButtonList({ buttons }: { buttons: Button[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {buttons.map((button) => (
        <li key={`${button.kind} ${button.label}`} className={pill}>
          {button.kind === 'link' && isSafeLink(button.url) ? (
            <a
              href={button.url}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="inline-flex items-center gap-1"
            >
              {button.label}
              <ExternalLink className="size-3" aria-hidden="true" />
            </a>
          ) : (
            button.label
          )}
        </li>
      ))}
    </ul>
  );
}

/** The customer tapped a choice. */
export const ChoiceView = ({ content }: { content: ContentOf<'choice'> }) => (
  <span className="inline-flex items-center gap-1.5">
    <CornerDownRight className="size-3.5 shrink-0 text-faint rtl:-scale-x-100" aria-hidden="true" />
    {content.label}
  </span>
);
