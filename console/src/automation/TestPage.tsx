import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';
import { ModelLine } from './ModelLine.tsx';
import { TestBox } from './TestBox.tsx';
import { useFaqPages } from './useFaqs.ts';

/** From so many FAQs a message is offered to begin with. */
const SAMPLED = 3;

/** The whole set of FAQs is tried with a message. */
export function TestPage() {
  const words = useWords().automation;
  return (
    <AutomationPage title={words.nav.test} lead={words.leads.test}>
      <ModelLine />
      <TestBox samples={useSamples()} />
    </AutomationPage>
  );
}

/** The first example of each of the first FAQs. */
function useSamples(): string[] {
  const { automation, workspaceId } = useDesk();
  const faqs = useFaqPages({}).data?.pages[0]?.items.filter((faq) => faq.examples > 0);
  const ids = faqs?.slice(0, SAMPLED).map((faq) => faq.id) ?? [];
  const { data = [] } = useQuery({
    queryKey: keys.faqList(workspaceId, { samples: ids }),
    queryFn: async () => {
      const pages = await Promise.all(ids.map((id) => automation.examples(id)));
      return pages.flatMap((page) => page.items[0]?.text ?? []);
    },
    enabled: ids.length > 0,
  });
  return data;
}
