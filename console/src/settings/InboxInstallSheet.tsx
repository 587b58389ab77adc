import type { Inbox } from '@causerie/protocol';
import { CircleAlert, CircleCheck, ExternalLink, LoaderCircle } from 'lucide-react';
import { testPageOf } from '../conversations/testPage.ts';
import { useWatchedInboxes } from '../conversations/useWatchedInboxes.ts';
import { useNow } from '../realtime/useNow.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { Sheet } from './SettingsPage.tsx';
import { SnippetBox } from './SnippetBox.tsx';

type Props = {
  inbox: Inbox;
  /** Adds a site to those that may show the chat; absent for who may not change settings. */
  onAllow?: ((origin: string) => void) | undefined;
};

/** The snippet, whether a page with it has been seen, and why it shows nothing on a page that is not allowed to. */
export function InstallSheet({ inbox, onAllow }: Props) {
  const words = useWords().settings.inbox;
  const formats = useFormats();
  const now = useNow();
  useWatchedInboxes(inbox.lastSeenAt !== null);
  return (
    <Sheet title={words.sections.install}>
      <p className="text-sm text-soft">{words.install.text}</p>
      <SnippetBox inboxKey={inbox.key} />
      {inbox.lastRefused && (
        <div role="status" className="flex flex-wrap items-center gap-3 text-sm text-warn-ink">
          <p className="flex min-w-0 flex-1 basis-60 items-start gap-2 [overflow-wrap:anywhere]">
            <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            {words.install.refused(
              inbox.lastRefused.origin,
              formats.ago(Date.parse(inbox.lastRefused.at), now),
            )}
          </p>
          {onAllow && (
            <Button onClick={() => onAllow(inbox.lastRefused!.origin)}>{words.install.allow}</Button>
          )}
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="flex min-w-0 flex-1 basis-60 items-center gap-2 text-sm">
          {inbox.lastSeenAt ? (
            <>
              <CircleCheck className="size-4 shrink-0 text-good" aria-hidden="true" />
              {words.install.seen(formats.ago(Date.parse(inbox.lastSeenAt), now))}
            </>
          ) : (
            <span className="flex items-center gap-2 text-faint">
              <LoaderCircle className="size-4 shrink-0" aria-hidden="true" />
              {words.install.waiting}
            </span>
          )}
        </p>
        <a href={testPageOf(inbox.key)} target="_blank" rel="noopener" className={buttonClass()}>
          {words.install.test}
          <ExternalLink className="size-3.5" aria-hidden="true" />
        </a>
      </div>
    </Sheet>
  );
}
