import type { ComponentProps } from 'react';
import { useCan } from '../settings/useCan.ts';
import { useWords } from '../words/WordsProvider.tsx';
import { AutomationPage } from './AutomationPage.tsx';

/** A page for those who may read reports; others are told so, should a link lead them here. */
export function ReportsGuard({ children, action, ...page }: ComponentProps<typeof AutomationPage>) {
  const words = useWords().automation;
  const can = useCan('reports.read');
  return (
    <AutomationPage {...page} action={can && action}>
      {can ? (
        children
      ) : (
        <p className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn-ink">{words.needsReports}</p>
      )}
    </AutomationPage>
  );
}
