import { Link } from '@tanstack/react-router';
import { Inbox, TriangleAlert } from 'lucide-react';
import { useInboxes } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useFaqSettings } from './useFaqs.ts';

/** In which inboxes the bot may answer, and the way to change that: without one nothing is ever sent, whatever an FAQ's stage. */
export function WhereLine({ raised }: { raised?: boolean }) {
  const words = useWords().automation.where;
  const formats = useFormats();
  const { workspaceId } = useDesk();
  const can = useCan('faqs.change');
  const { data: settings } = useFaqSettings();
  const inboxes = useInboxes();
  if (!settings || inboxes.length === 0) return null;
  const names = (allowed: boolean) =>
    formats.list(
      inboxes
        .filter((inbox) => settings.inboxIds.includes(inbox.id) === allowed)
        .map((inbox) => words.quoted(inbox.name)),
    );
  const answering = names(true);
  const silent = names(false);
  const Sign = raised && !answering ? TriangleAlert : Inbox;
  return (
    <p
      className={cx(
        'flex items-start gap-2 text-sm',
        raised && !answering ? 'rounded-lg bg-warn-soft px-3 py-2 text-warn-ink' : 'text-soft',
      )}
    >
      <Sign className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0">
        {!answering
          ? words.nowhere
          : silent
            ? `${words.answers(answering)} ${words.silent(silent)}`
            : words.answers(answering)}{' '}
        <Link
          to="/w/$workspaceId/automation/settings"
          params={{ workspaceId }}
          className="font-medium underline underline-offset-2"
        >
          {can ? (answering ? words.change : words.choose) : words.look}
        </Link>
      </span>
    </p>
  );
}
