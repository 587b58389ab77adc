import type { Snippet, SnippetUsage } from '@causerie/protocol';
import { Sparkles } from 'lucide-react';
import { FaqLink } from '../bot/FaqLink.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button } from '../ui/Button.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

type Props = { snippet: Snippet; use: SnippetUsage | undefined; onMake: () => void };

/** Whether a snippet may answer by itself: it does as an FAQ, it is ready to, or it is not there yet. */
export function SnippetLife({ snippet, use, onMake }: Props) {
  const words = useWords().bot.life;
  const can = useCan('faqs.change');
  if (!use) return null;
  if (use.faqId)
    return (
      <FaqLink
        faqId={use.faqId}
        className="inline-flex items-center gap-1 rounded-md bg-accent-soft px-1.5 py-0.5 text-xs font-medium text-accent-ink hover:underline"
      >
        <Sparkles className="size-3" aria-hidden="true" />
        {words.isFaq}
      </FaqLink>
    );
  if (use.questions === 0) return null;
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {use.ready && (
        <Tooltip text={words.readyHint}>
          <span className="inline-flex items-center gap-1 rounded-md bg-good-soft px-1.5 py-0.5 text-xs font-medium text-good-ink">
            <Sparkles className="size-3" aria-hidden="true" />
            {words.ready}
          </span>
        </Tooltip>
      )}
      {can && (
        <Button
          size="sm"
          look={use.ready ? 'plain' : 'quiet'}
          aria-label={words.makeOf(snippet.name)}
          onClick={onMake}
        >
          {words.make}
        </Button>
      )}
    </span>
  );
}

/** How it fared, beside how often it was used. */
export function useLifeFacts(use: SnippetUsage | undefined): string[] {
  const words = useWords().bot.life;
  const formats = useFormats();
  if (!use) return [];
  return [
    use.questions > 0 && words.questions(use.questions),
    use.rating !== null && words.rated(formats.number(use.rating), use.rated),
  ].filter((fact) => fact !== false);
}
