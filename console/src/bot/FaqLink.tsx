import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';

type Props = { faqId: string; className?: string; children: ReactNode };

/** To an FAQ in the section Automation. */
export function FaqLink({ faqId, className, children }: Props) {
  const { workspaceId } = useDesk();
  const router = useRouter();
  const href = `/w/${workspaceId}/automation/faqs/${faqId}`;
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a href={href} onClick={go} className={className}>
      {children}
    </a>
  );
}
