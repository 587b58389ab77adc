import { Link } from '@tanstack/react-router';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** An FAQ's name, which leads to it; what is deleted has none. */
export function FaqTitle({ faqId, title }: { faqId: string | null; title: string | null | undefined }) {
  const { log } = useWords().automationReports;
  const { workspaceId } = useDesk();
  if (faqId === null) return <span className="text-faint">{log.none}</span>;
  if (!title) return <span className="text-faint">{log.goneFaq}</span>;
  return (
    <Link
      to="/w/$workspaceId/automation/faqs/$faqId"
      params={{ workspaceId, faqId }}
      className="font-medium hover:underline"
    >
      {title}
    </Link>
  );
}
