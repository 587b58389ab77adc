import type { Button } from '@causerie/protocol';
import type { ViewProps } from '../content/ContentView.tsx';
import { Markdown } from '../content/Markdown.tsx';
import { addStyle } from '../view/addStyle.ts';
import { Icon } from '../view/Icon.tsx';
import { useWords } from '../words/words.ts';
import { lateIcons } from './lateIcons.ts';
import { useLateWords } from './lateWords.ts';
import css from './offers.css?inline';
import { safeLink } from './safeLink.ts';

addStyle(css);

type Choices = Pick<ViewProps<'quick_replies'>, 'entryId' | 'answer' | 'reply'>;

export function QuickRepliesView({ content, ...rest }: ViewProps<'quick_replies'>) {
  return (
    <>
      <div class="bubble">
        <Markdown text={content.text} />
      </div>
      <div class="choices">
        {content.options.map((option) => (
          <Choice key={option.id} {...option} {...rest} />
        ))}
      </div>
    </>
  );
}

/** One possible answer. Once one was given, all stay to be read and none can be pressed. */
function Choice({ id, label, entryId, answer, reply }: Choices & { id: string; label: string }) {
  const words = useWords();
  const chosen = answer?.kind === 'choice' && answer.optionId === id;
  return (
    <button
      type="button"
      class={`choice${chosen ? ' chosen' : ''}`}
      disabled={!!answer}
      aria-label={chosen ? `${label}, ${words.answered}` : undefined}
      onClick={() => reply({ kind: 'choice', entryId, optionId: id, label })}
    >
      {chosen && <Icon name={lateIcons.check} />}
      <span dir="auto">{label}</span>
    </button>
  );
}

export function ButtonsView({ content, ...rest }: ViewProps<'buttons'>) {
  return (
    <div class="bubble wide">
      <Markdown text={content.text} />
      <ButtonList buttons={content.buttons} {...rest} />
    </div>
  );
}

export function ButtonList({ buttons, ...rest }: Choices & { buttons: readonly Button[] }) {
  const late = useLateWords();
  return (
    <div class="buttons">
      {buttons.map((button) =>
        button.kind === 'reply' ? (
          <Choice key={button.id} id={button.id} label={button.label} {...rest} />
        ) : (
          <a
            key={button.url}
            class="choice"
            href={safeLink(button.url)}
            target="_blank"
            rel="noopener noreferrer"
          >
            <span dir="auto">{button.label}</span>
            <span class="unseen"> {late.opensNewTab}</span>
          </a>
        ),
      )}
    </div>
  );
}
