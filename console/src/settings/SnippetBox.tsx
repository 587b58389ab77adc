import { CopyButton } from '../ui/CopyButton.tsx';

/** The one line that brings the messenger to a site. */
export const snippetOf = (origin: string, inboxKey: string) =>
  `<script async src="${origin}/widget.js" data-inbox="${inboxKey}"></script>`;

export function SnippetBox({ inboxKey }: { inboxKey: string }) {
  const snippet = snippetOf(location.origin, inboxKey);
  return (
    <div className="flex items-start gap-2 rounded-lg border border-line bg-sunken p-2.5">
      <pre className="min-w-0 flex-1 py-1 font-mono text-xs leading-5 break-all whitespace-pre-wrap">
        {snippet}
      </pre>
      <CopyButton text={snippet} />
    </div>
  );
}
