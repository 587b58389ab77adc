import type { Faq } from '@causerie/protocol';
import type { FaqFact } from './useFaqs.ts';

/** What FAQs can be sorted by. */
export const faqSorts = ['title', 'examples', 'messages', 'right', 'coverage'] as const;
export type FaqSort = (typeof faqSorts)[number];
export type SortOrder = 'asc' | 'desc';

/** Those that only who may read reports knows. */
export const isFigure = (sort: FaqSort): boolean => sort !== 'title' && sort !== 'examples';

/** Names from the first letter, figures from the greatest. */
export const usualOrder = (sort: FaqSort): SortOrder => (sort === 'title' ? 'asc' : 'desc');

/** Where a figure is not known the FAQ stands last, whatever the order; equals stay as they are. */
export function sortFaqs(
  faqs: readonly Faq[],
  facts: ReadonlyMap<string, FaqFact>,
  sort: FaqSort,
  order: SortOrder = usualOrder(sort),
): Faq[] {
  const sign = order === 'asc' ? 1 : -1;
  if (sort === 'title') return faqs.toSorted((a, b) => sign * a.title.localeCompare(b.title));
  const figureOf = (faq: Faq): number | null => {
    if (sort === 'examples') return faq.examples;
    const fact = facts.get(faq.id);
    if (!fact) return null;
    return sort === 'right' ? fact.right.share : fact[sort];
  };
  const figures = new Map(faqs.map((faq) => [faq.id, figureOf(faq)]));
  return faqs.toSorted((a, b) => {
    const [one, other] = [figures.get(a.id) ?? null, figures.get(b.id) ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
}
