import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '../api/meQuery.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { SnippetBox } from '../settings/SnippetBox.tsx';
import { Button, buttonClass } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { testPageOf } from './testPage.ts';
import { useInboxes } from './useDirectory.ts';
import { useWatchedInboxes } from './useWatchedInboxes.ts';
import { useWelcome } from './useWelcome.ts';

/** The first visit of an empty workspace: three steps, each ticked by what has really happened. */
export function Welcome() {
  const words = useWords().shell.welcome;
  const desk = useDesk();
  const me = useMe();
  const inbox = useInboxes()[0];
  const { seen, invited, talked, done, finish } = useWelcome();
  const ready = done === 3;
  useWatchedInboxes(seen);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-xl flex-col gap-4 px-6 py-12">
        <div>
          <h1 className="text-xl font-semibold">
            {ready ? words.ready : words.title(me.name.split(' ')[0] ?? me.name)}
          </h1>
          <p className="text-soft">{ready ? words.readyText : words.lead}</p>
          <p className="mt-2 text-xs text-faint" role="status">
            {words.progress(done)}
          </p>
          <div className="mt-1 h-1 rounded-full bg-line" aria-hidden="true">
            <div
              className={cx('h-1 rounded-full transition-[width]', ready ? 'bg-good' : 'bg-accent')}
              style={{ width: `${(done / 3) * 100}%` }}
            />
          </div>
        </div>
        <Step
          number={1}
          done={seen}
          title={words.paste.title}
          text={seen ? words.paste.done : words.paste.text}
        >
          {inbox && <SnippetBox inboxKey={inbox.key} />}
          {!seen && <p className="mt-1.5 text-xs text-faint">{words.paste.waiting}</p>}
        </Step>
        <Step
          number={2}
          done={invited}
          title={words.invite.title}
          text={invited ? words.invite.done : words.invite.text}
        >
          <Link
            to="/w/$workspaceId/settings/members"
            params={{ workspaceId: desk.workspaceId }}
            className={buttonClass()}
          >
            {words.invite.action}
          </Link>
        </Step>
        <Step
          number={3}
          done={talked}
          title={words.talk.title}
          text={talked ? words.talk.done : words.talk.text}
        >
          {inbox && (
            <a href={testPageOf(inbox.key)} target="_blank" rel="noopener" className={buttonClass()}>
              {words.talk.action}
            </a>
          )}
        </Step>
        <Button look={ready ? 'primary' : 'quiet'} className="self-center" onClick={finish}>
          {ready ? words.finish : words.skip}
        </Button>
      </div>
    </div>
  );
}

type StepProps = { number: number; done: boolean; title: string; text: string; children: ReactNode };

function Step({ number, done, title, text, children }: StepProps) {
  return (
    <section className="flex gap-4 rounded-xl border border-line bg-raised p-4 shadow-soft">
      <span
        aria-hidden="true"
        className={cx(
          'flex size-7 shrink-0 items-center justify-center rounded-full text-sm font-semibold',
          done ? 'bg-good-soft text-good-ink' : 'bg-accent-soft text-accent-ink',
        )}
      >
        {done ? <Check className="size-4" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="font-medium">{title}</h2>
        <p className="text-sm text-soft">{text}</p>
        {!done && <div className="mt-3">{children}</div>}
      </div>
    </section>
  );
}
