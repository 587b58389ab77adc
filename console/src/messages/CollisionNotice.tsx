import type { Timeline, TimelineItem } from '@causerie/client';
import type { Conversation, Entry } from '@causerie/protocol';
import { TriangleAlert } from 'lucide-react';
import { useMember } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useTimeline } from '../realtime/useTimeline.ts';
import { Button } from '../ui/Button.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { ContentView } from './contentViews.tsx';

type Refused = Extract<TimelineItem, { state: 'failed' }>;

/** A colleague was faster: what they said, what one was about to say, and what to do about it. */
export function CollisionNotice(props: { timeline: Timeline<Conversation>; onEdit: (text: string) => void }) {
  const { timeline, onEdit } = props;
  const [{ items }] = useTimeline(timeline.id);
  const { userId } = useDesk();
  const refused = items.find(
    (item): item is Refused => item.state === 'failed' && item.code === 'answered_meanwhile',
  );
  if (!refused) return null;
  const seen = refused.message.seenSeq ?? 0;
  const answers = items.flatMap((item) =>
    item.state === 'confirmed' && item.entry.seq > seen && isAnswer(item.entry, userId) ? [item.entry] : [],
  );
  return <Notice refused={refused} answers={answers} timeline={timeline} onEdit={onEdit} />;
}

const isAnswer = ({ kind, author }: Entry, me: string): boolean =>
  kind === 'message' && (author.kind === 'agent' || author.kind === 'bot') && author.id !== me;

type NoticeProps = {
  refused: Refused;
  answers: Entry[];
  timeline: Timeline<Conversation>;
  onEdit: (text: string) => void;
};

function Notice({ refused, answers, timeline, onEdit }: NoticeProps) {
  const allWords = useWords();
  const words = allWords.desk.collision;
  const formats = useFormats();
  const author = answers.at(-1)?.author;
  const member = useMember(author?.id);
  const name = member?.name ?? author?.name ?? allWords.desk.notifications.somebody;
  const { entryId, content } = refused.message;
  const edit = () => {
    if (content.kind === 'text') onEdit(content.text);
    void timeline.discard(entryId);
  };
  return (
    <section
      role="alert"
      aria-label={words.title(name)}
      className="m-2 mb-0 rounded-lg border border-warn/50 bg-warn-soft p-3 text-sm text-ink"
    >
      <h3 className="flex items-center gap-2 font-semibold text-warn-ink">
        <TriangleAlert className="size-4 shrink-0" aria-hidden="true" />
        {words.title(name)}
      </h3>
      <p className="mt-0.5 text-xs text-soft">{words.text}</p>
      <div className="mt-2 max-h-32 overflow-y-auto rounded-md bg-surface px-3 py-2">
        {answers.map((entry) => (
          <div key={entry.id}>
            {entry.content && <ContentView content={entry.content} />}
            <time dateTime={entry.at} className="text-2xs text-faint">
              {formats.time(new Date(entry.at))}
            </time>
          </div>
        ))}
      </div>
      <p className="mt-2 text-xs text-soft">{words.yours}</p>
      <div className="max-h-20 overflow-y-auto text-sm">
        <ContentView content={content} />
      </div>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" look="primary" onClick={() => void timeline.resend(entryId)}>
          {words.anyway}
        </Button>
        {content.kind === 'text' && (
          <Button size="sm" onClick={edit}>
            {words.edit}
          </Button>
        )}
        <Button size="sm" look="quiet" onClick={() => void timeline.discard(entryId)}>
          {words.discard}
        </Button>
      </div>
    </section>
  );
}
