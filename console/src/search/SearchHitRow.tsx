import type { SearchHit } from '@causerie/protocol';
import { Lock, Paperclip } from 'lucide-react';
import { contactName } from '../conversations/contactName.ts';
import { shortDate } from '../conversations/shortDate.ts';
import { useInboxes, useMember } from '../conversations/useDirectory.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { Excerpt } from './Excerpt.tsx';

type Props = { hit: SearchHit; id: string; active: boolean; onOpen: () => void };

/** One result: whose conversation, who said it, when and where, and the words around what was found. */
export function SearchHitRow({ hit, id, active, onOpen }: Props) {
  const words = useWords();
  const formats = useFormats();
  const inbox = useInboxes().find((i) => i.id === hit.inboxId);
  const member = useMember(hit.author.kind === 'agent' ? hit.author.id : null);
  const customer = contactName(hit.contact, words.inbox.visitor);
  const author =
    hit.author.kind === 'contact' ? customer : (member?.name ?? hit.author.name ?? words.thread.system);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the list, whose field has the focus
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      onClick={onOpen}
      className={cx(
        'flex cursor-pointer gap-2.5 border-b border-line px-3 py-2.5',
        active ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <Avatar id={hit.contact.id} name={hit.contact.name ?? hit.contact.email} size="sm" className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{customer}</span>
          <time dateTime={hit.at} className="tabular shrink-0 text-xs text-faint">
            {shortDate(formats, new Date(hit.at), Date.now())}
          </time>
        </p>
        <p className="line-clamp-2 text-sm text-soft [overflow-wrap:anywhere]">
          {hit.author.kind !== 'contact' && <span className="text-faint">{author}: </span>}
          <Excerpt parts={hit.excerpt} />
        </p>
        <p className="flex items-center gap-1.5 text-xs text-faint">
          {hit.kind === 'note' && (
            <span className="flex items-center gap-1 text-note-ink">
              <Lock className="size-3" aria-hidden="true" />
              {words.search.note}
            </span>
          )}
          {['file', 'image', 'audio', 'video'].includes(hit.contentKind) && (
            <Paperclip className="size-3" aria-hidden="true" />
          )}
          <span className="truncate">{inbox?.name}</span>
          {hit.status !== 'open' && <span>{words.inbox.status[hit.status]}</span>}
        </p>
      </div>
    </div>
  );
}
