import { CopyButton } from '../ui/CopyButton.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** The one line that brings the messenger to a site. */
export const snippetOf = (origin: string, inboxKey: string) =>
  `<script async src="${origin}/widget.js" data-inbox="${inboxKey}"></script>`;

export function SnippetBox({ inboxKey }: { inboxKey: string }) {
  const words = useWords().settings.inbox;
  const snippet = snippetOf(location.origin, inboxKey);
  return (
    <div className="flex items-start gap-2 rounded-lg border border-line bg-sunken p-2.5">
      {/* A region that scrolls must be reachable with the keyboard. */}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
        tabIndex={0}
        aria-label={words.sections.install}
        className="min-w-0 flex-1 overflow-x-auto py-1 font-mono text-xs leading-5 break-all whitespace-pre-wrap"
      >
        {snippet}
      </pre>
      <CopyButton text={snippet} />
    </div>
  );
}
