import type { Faq } from '@causerie/protocol';
import { useState } from 'react';
import type { FaqFilter } from '../api/automation.ts';
import { type FaqSort, type SortOrder, sortFaqs } from './sortFaqs.ts';
import { type FaqFact, useAllFaqs, useFaqPages } from './useFaqs.ts';

/** What the address of the list says. */
export type FaqListSearch = FaqFilter & { sort?: FaqSort; order?: SortOrder };

type FaqList = {
  /** Undefined: not there yet. */
  faqs: Faq[] | undefined;
  /** Shows more of them; undefined: these are all. */
  more: (() => void) | undefined;
  isLoadingMore: boolean;
  isPlaceholderData: boolean;
  error: Error | null;
  refetch: () => unknown;
};

/** So many stand there at once. */
const STEP = 50;

/** The FAQs that the address asks for. As they were made they come in pages; sorted they are all fetched, and shown step by step. */
export function useFaqList(
  { sort, order, ...filter }: FaqListSearch,
  facts: ReadonlyMap<string, FaqFact>,
): FaqList {
  const [shown, setShown] = useState(STEP);
  const pages = useFaqPages(filter, !sort);
  const all = useAllFaqs(Boolean(sort), filter);
  if (!sort) {
    const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData, error, refetch } = pages;
    return {
      faqs: data?.pages.flatMap((page) => page.items),
      more: hasNextPage ? () => void fetchNextPage() : undefined,
      isLoadingMore: isFetchingNextPage,
      isPlaceholderData,
      error,
      refetch,
    };
  }
  const sorted = all.data && sortFaqs(all.data, facts, sort, order);
  return {
    faqs: sorted?.slice(0, shown),
    more: sorted && sorted.length > shown ? () => setShown((now) => now + STEP) : undefined,
    isLoadingMore: false,
    isPlaceholderData: all.isPlaceholderData,
    error: all.error,
    refetch: all.refetch,
  };
}
