import type { Contact, PageView } from '@causerie/protocol';
import { useNow } from '../realtime/useNow.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

const SHOWN = 6;

/** The page the visitor is on now, and those before. */
export function PagesSeen({ contact }: { contact: Contact }) {
  const words = useWords().contact;
  const formats = useFormats();
  const now = useNow();
  if (contact.pages.length === 0) return <p className="text-faint">{words.noPages}</p>;
  return (
    <ol className="flex flex-col gap-1.5">
      {contact.pages.slice(0, SHOWN).map((page, i) => {
        const current = contact.online && i === 0;
        return (
          <li key={`${page.at} ${page.url}`} className="flex items-baseline gap-2">
            <span
              aria-hidden="true"
              className={`size-1.5 shrink-0 -translate-y-0.5 rounded-full ${current ? 'bg-good' : 'bg-line-strong/60'}`}
            />
            <span className="min-w-0 flex-1">
              {current && <span className="sr-only">{words.nowOn}: </span>}
              <PageLink page={page} />
            </span>
            <time dateTime={page.at} className="shrink-0 text-xs text-faint">
              {formats.ago(Date.parse(page.at), now)}
            </time>
          </li>
        );
      })}
    </ol>
  );
}

function PageLink({ page }: { page: PageView }) {
  const text = page.title || pathOf(page.url);
  // The address comes from the visitor's browser: only web addresses become links.
  if (!/^https?:\/\//.test(page.url)) return <span className="block truncate">{text}</span>;
  return (
    <a
      href={page.url}
      target="_blank"
      rel="noopener noreferrer"
      title={page.url}
      className="block truncate hover:underline"
    >
      {text}
    </a>
  );
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}
