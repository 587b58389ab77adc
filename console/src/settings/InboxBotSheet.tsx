import type { Inbox } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { SwitchField } from '../ui/Switch.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { Sheet } from './SettingsPage.tsx';
import { useCan } from './useCan.ts';

/** Whether the bot may answer in this inbox. A setting of FAQs, so it is saved by itself and has a permission of its own. */
export function InboxBotSheet({ inbox }: { inbox: Inbox }) {
  const words = useWords();
  const { workspaceId, bot } = useDesk();
  const cache = useQueryClient();
  const report = useReport();
  const can = useCan('faqs.change');
  const [wanted, setWanted] = useState<boolean>();
  const { data } = useQuery({ queryKey: keys.faqSettings(workspaceId), queryFn: bot.faqSettings });
  const { data: faqs } = useQuery({ queryKey: keys.botFaqs(workspaceId), queryFn: bot.allFaqs });
  const allowed = data?.inboxIds.includes(inbox.id) ?? false;
  const answers = faqs?.some((faq) => faq.stage === 'share' || faq.stage === 'all') ?? true;
  const change = async (next: boolean) => {
    setWanted(next);
    try {
      // The others as they are now, not as they were when this page was opened.
      const { inboxIds } = await bot.faqSettings();
      const others = inboxIds.filter((id) => id !== inbox.id);
      const saved = await bot.allowInboxes(next ? [...others, inbox.id] : others);
      cache.setQueryData(keys.faqSettings(workspaceId), saved);
      say(words.common.saved);
    } catch (thrown) {
      report(thrown);
    } finally {
      setWanted(undefined);
    }
  };
  const hint = !can ? words.bot.inbox.forbidden : answers ? words.bot.inbox.hint : words.bot.inbox.noFaqs;
  return (
    <Sheet title={words.bot.inbox.title}>
      <SwitchField
        label={words.bot.inbox.allowed}
        hint={hint}
        checked={wanted ?? allowed}
        disabled={!can || !data || wanted !== undefined}
        onChange={(next) => void change(next)}
      />
    </Sheet>
  );
}
