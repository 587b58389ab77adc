import { Link } from '@tanstack/react-router';
import { ArrowLeft, SearchX } from 'lucide-react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Blank } from '../ui/Blank.tsx';
import { buttonClass } from '../ui/Button.tsx';

type List = '/w/$workspaceId/automation/faqs' | '/w/$workspaceId/automation/opportunities';
type Props = { to: List; children: string };

/** Above the page of one of a list: the way back. */
export function BackToList({ to, children }: Props) {
  const { workspaceId } = useDesk();
  return (
    <Link
      to={to}
      params={{ workspaceId }}
      className="mb-1 inline-flex items-center gap-1 text-sm text-soft hover:text-ink"
    >
      <ArrowLeft className="size-3.5 rtl:rotate-180" aria-hidden="true" />
      {children}
    </Link>
  );
}

/** In place of the page of one that is not there; the child names the way back. */
export function GoneFromList({ to, title, text, children }: Props & { title: string; text: string }) {
  const { workspaceId } = useDesk();
  return (
    <div className="flex justify-center pt-16">
      <Blank sign={<SearchX />} heading title={title} text={text}>
        <Link to={to} params={{ workspaceId }} className={buttonClass()}>
          {children}
        </Link>
      </Blank>
    </div>
  );
}
