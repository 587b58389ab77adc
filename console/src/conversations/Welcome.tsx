import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { keys } from '../api/keys.ts';
import { useMe } from '../api/meQuery.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { SnippetBox } from '../settings/SnippetBox.tsx';
import { useCan } from '../settings/useCan.ts';
import { setPreferences } from '../shell/preferences.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { testPageOf } from './testPage.ts';
import { useInboxes, useMembers } from './useDirectory.ts';
import { useRows } from './useRows.ts';
import { useWatchedInboxes } from './useWatchedInboxes.ts';

/** The first visit of an empty workspace: three steps, each ticked by what has really happened. */
export function Welcome() {
  const words = useWords().shell.welcome;
  const desk = useDesk();
  const me = useMe();
  const inbox = useInboxes()[0];
  const members = useMembers();
  const talked = useRows().conversations.size > 0;
  const { data: invitations } = useQuery({
    queryKey: keys.invitations(desk.workspaceId),
    queryFn: desk.settings.invitations,
    retry: false,
    enabled: useCan(),
  });
  const invited = members.length > 1 || (invitations?.length ?? 0) > 0;
  const seen = inbox?.lastSeenAt != null;
  useWatchedInboxes(seen);
  const done = [seen, invited, talked].filter(Boolean).length;
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-xl flex-col gap-4 px-6 py-12">
        <div>
          <h1 className="text-xl font-semibold">{words.title(me.name.split(' ')[0] ?? me.name)}</h1>
          <p className="text-soft">{words.lead}</p>
          <p className="mt-2 text-xs text-faint" role="status">
            {words.progress(done)}
          </p>
          <div className="mt-1 h-1 rounded-full bg-line" aria-hidden="true">
            <div className="h-1 rounded-full bg-accent" style={{ width: `${(done / 3) * 100}%` }} />
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
        <Button look="quiet" className="self-center" onClick={() => setPreferences({ welcomeDone: true })}>
          {done === 3 ? words.finish : words.skip}
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
