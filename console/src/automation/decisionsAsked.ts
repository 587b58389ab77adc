import type { FaqDecisionsFilter } from '@causerie/protocol';
import { midnight } from './midnight.ts';

/** What the address of the list says. Days are the reader's, the last one included. */
export type DecisionsSearch = {
  mode?: string;
  decision?: string;
  outcome?: string;
  faq?: string;
  from?: string;
  to?: string;
};

/** The same as the server takes it; what it does not know it refuses. */
export function decisionsAsked({ faq, from, to, ...rest }: DecisionsSearch): FaqDecisionsFilter {
  return {
    ...(rest as Pick<FaqDecisionsFilter, 'mode' | 'decision' | 'outcome'>),
    ...(faq && { faqId: faq }),
    ...(from && { from: midnight(from, 0).toISOString() }),
    ...(to && { to: midnight(to, 1).toISOString() }),
  };
}
