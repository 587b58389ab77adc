import type { OpportunityDetail, OpportunityMessage } from '@causerie/protocol';
import { Link } from '@tanstack/react-router';
import { MessageSquare } from 'lucide-react';
import { Markdown } from '../messages/Markdown.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { buttonClass } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** The typical answer and the best examples, each with its conversation. */
export function OpportunityWords({ detail: { answer, examples } }: { detail: OpportunityDetail }) {
  const words = useWords().opportunities.detail;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Sheet title={words.answer} lead={words.answerLead}>
        {answer ? (
          <div className="flex flex-col items-start gap-3 px-5 py-4 max-md:px-4">
            <div dir="auto" className="w-full rounded-lg bg-sunken px-3 py-2 text-sm break-words">
              <Markdown text={answer.text} />
            </div>
            <ConversationLink message={answer} />
          </div>
        ) : (
          <p className="px-5 py-4 text-sm text-faint">{words.noAnswer}</p>
        )}
      </Sheet>
      <Sheet title={words.examples} lead={words.examplesLead}>
        {examples.length > 0 ? (
          <ul className="divide-y divide-line">
            {examples.map((example) => (
              <li
                key={`${example.conversationId}/${example.seq}/${example.text}`}
                className="flex items-center gap-3 px-5 py-2 max-md:px-4"
              >
                <p dir="auto" className="line-clamp-3 min-w-0 flex-1 text-sm break-words">
                  {example.text}
                </p>
                <ConversationLink message={example} short />
              </li>
            ))}
          </ul>
        ) : (
          <p className="px-5 py-4 text-sm text-faint">{words.noExamples}</p>
        )}
      </Sheet>
    </div>
  );
}

function Sheet({ title, lead, children }: { title: string; lead: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0 rounded-xl border border-line bg-raised shadow-soft">
      <header className="border-b border-line px-5 py-3 max-md:px-4">
        <h2 className="text-sm font-semibold">{title}</h2>
        <p className="text-xs text-soft">{lead}</p>
      </header>
      {children}
    </section>
  );
}

function ConversationLink({ message, short }: { message: OpportunityMessage; short?: boolean }) {
  const words = useWords().opportunities.detail;
  const { workspaceId } = useDesk();
  return (
    <Link
      to="/w/$workspaceId/inbox/$view/$conversationId"
      params={{ workspaceId, view: 'all', conversationId: message.conversationId }}
      search={{ seq: message.seq }}
      aria-label={words.showOf(message.text.slice(0, 60))}
      title={words.show}
      className={buttonClass(short ? 'quiet' : 'plain', 'sm')}
    >
      <MessageSquare className="size-3.5" aria-hidden="true" />
      {!short && words.show}
    </Link>
  );
}
