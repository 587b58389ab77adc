import type { Opportunity } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** What was made of it, where that is, and what to do with it next. */
export function DraftNotice({ opportunity: { faqId } }: { opportunity: Opportunity }) {
  const words = useWords().opportunities.detail;
  const { workspaceId } = useDesk();
  return (
    <section
      aria-label={faqId ? words.drafted.faq : words.drafted.snippet}
      className="flex flex-wrap items-start gap-x-4 gap-y-3 rounded-xl border border-line bg-good-soft px-4 py-3 text-sm text-good-ink"
    >
      <CircleCheck className="mt-0.5 size-4.5 shrink-0" aria-hidden="true" />
      <div className="min-w-[min(100%,16rem)] flex-1">
        <h2 className="font-semibold">{faqId ? words.drafted.faq : words.drafted.snippet}</h2>
        <p>{faqId ? words.drafted.text : words.drafted.snippetText}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {faqId ? (
          <>
            <Link
              to="/w/$workspaceId/automation/faqs/$faqId"
              params={{ workspaceId, faqId }}
              className={buttonClass('plain', 'sm')}
            >
              {words.openFaq}
            </Link>
            <Link
              to="/w/$workspaceId/automation/rehearsal"
              params={{ workspaceId }}
              className={buttonClass('plain', 'sm')}
            >
              {words.drafted.rehearse}
            </Link>
          </>
        ) : (
          <Link
            to="/w/$workspaceId/settings/snippets"
            params={{ workspaceId }}
            className={buttonClass('plain', 'sm')}
          >
            {words.openSnippets}
          </Link>
        )}
      </div>
    </section>
  );
}
