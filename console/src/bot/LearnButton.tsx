import type { FaqDecision } from '@causerie/protocol';
import { GraduationCap } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button } from '../ui/Button.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

type Props = { decision: FaqDecision; faqId: string; title: string };

/** The message becomes an example of the FAQ that it was meant for: the surest way to teach. */
export function LearnButton({ decision, faqId, title }: Props) {
  const words = useWords().bot.verdict;
  const { api, bot } = useDesk();
  const report = useReport();
  const can = useCan('faqs.change');
  const [state, setState] = useState<'open' | 'busy' | 'added' | 'there'>('open');
  if (!can) return null;
  const learn = async () => {
    setState('busy');
    try {
      const { conversationId, seq, language } = decision;
      const { items } = await api.entries(conversationId, { after: seq - 1, limit: 1 });
      const content = items.find((entry) => entry.seq === seq)?.content;
      if (content?.kind !== 'text') return setState('open');
      const { skipped } = await bot.learn(faqId, content.text, language);
      setState(skipped > 0 ? 'there' : 'added');
    } catch (thrown) {
      setState('open');
      report(thrown);
    }
  };
  if (state === 'added' || state === 'there')
    return (
      <p role="status" className="text-xs text-soft">
        {state === 'added' ? words.added : words.there}
      </p>
    );
  return (
    <Button
      size="sm"
      busy={state === 'busy'}
      className="h-auto! min-h-7 self-start py-1 text-start whitespace-normal!"
      onClick={() => void learn()}
    >
      <GraduationCap className="size-3.5 shrink-0" aria-hidden="true" />
      {words.addExample(title)}
    </Button>
  );
}
