import type { Faq, FaqExample, FaqMatrix, LanguageModelInfo, Measured } from '@causerie/protocol';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FaqFilter } from '../api/automation.ts';
import { keys } from '../api/keys.ts';
import type { Page } from '../api/types.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import type { Desk } from '../realtime/openDesk.ts';
import { useCan } from '../settings/useCan.ts';

/** The days over which measured figures are shown beside FAQs. */
export const FACT_DAYS = 30;

/** FAQs in pages, in the order in which they were made. */
export function useFaqPages(filter: FaqFilter, enabled = true) {
  const { automation, workspaceId } = useDesk();
  return useInfiniteQuery({
    queryKey: keys.faqList(workspaceId, filter),
    queryFn: ({ pageParam }) => automation.faqs(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Every FAQ that fits, or that there is: for choosing one, and for an order that pages do not have. */
export function useAllFaqs(enabled = true, filter: FaqFilter = {}) {
  const { automation, workspaceId } = useDesk();
  return useQuery({
    queryKey: keys.botFaqs(workspaceId, filter),
    queryFn: () => everyOne((cursor) => automation.faqs(filter, cursor, 200)),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useFaq(id: string) {
  const { automation, workspaceId } = useDesk();
  return useQuery<Faq>({ queryKey: keys.faq(workspaceId, id), queryFn: () => automation.faq(id) });
}

export function useExamples(faqId: string) {
  const { automation, workspaceId } = useDesk();
  return useQuery<FaqExample[]>({
    queryKey: keys.faqExamples(workspaceId, faqId),
    queryFn: () => everyOne((cursor) => automation.examples(faqId, cursor)),
  });
}

/** What is measured of every FAQ; for those who may read reports. */
export function useMatrix(days = FACT_DAYS) {
  const { automation, workspaceId } = useDesk();
  const can = useCan('reports.read');
  return useQuery<FaqMatrix>({
    queryKey: keys.faqReport(workspaceId, 'matrix', days),
    queryFn: () => automation.matrix(days),
    enabled: can,
    placeholderData: keepPreviousData,
  });
}

export function useFaqSettings() {
  const { automation, workspaceId } = useDesk();
  return useQuery({ queryKey: keys.faqSettings(workspaceId), queryFn: automation.settings });
}

/** Looked at anew when the page is opened: what became of asking changes with every message. */
export function useEmbeddings() {
  const { automation, workspaceId } = useDesk();
  return useQuery({
    queryKey: keys.embeddingSettings(workspaceId),
    queryFn: automation.embeddings,
    refetchOnMount: 'always',
  });
}

/** What is known of how an FAQ fares. `right`: of those answers of which it is known, live where there are any, else in the shadow. */
export type FaqFact = { messages: number; coverage: number | null; right: Measured };

/** By FAQ; empty for those who may not read reports. */
export function useFaqFacts(): ReadonlyMap<string, FaqFact> {
  const { automation, workspaceId } = useDesk();
  const enabled = useCan('reports.read');
  const shadow = useQuery({
    queryKey: keys.faqReport(workspaceId, 'shadow', FACT_DAYS),
    queryFn: () => automation.shadow(FACT_DAYS),
    enabled,
  }).data;
  const live = useQuery({
    queryKey: keys.faqReport(workspaceId, 'live', FACT_DAYS),
    queryFn: () => automation.live(FACT_DAYS),
    enabled,
  }).data;
  return useMemo(() => {
    const facts = new Map<string, FaqFact>();
    for (const row of shadow?.items ?? [])
      facts.set(row.faqId!, { messages: row.messages, coverage: row.coverage.share, right: row.precision });
    for (const row of live?.items ?? []) {
      const known = facts.get(row.faqId!);
      const messages = (known?.messages ?? 0) + row.answered + row.asked;
      const right = row.precision.of > 0 || !known ? row.precision : known.right;
      facts.set(row.faqId!, { messages, coverage: known?.coverage ?? null, right });
    }
    return facts;
  }, [shadow, live]);
}

const LOOK_MS = 4000;
const isOpen = (model: LanguageModelInfo) => model.state === 'queued' || model.state === 'training';

/** Trainings, newest first. The socket tells of each step; should its word be lost, one looks while something goes on. */
export function useModels() {
  const desk = useDesk();
  return useQuery<LanguageModelInfo[]>({
    queryKey: keys.languageModels(desk.workspaceId),
    queryFn: desk.automation.models,
    refetchInterval: (query) => (query.state.data?.some(isOpen) ? LOOK_MS : false),
  });
}

/** Texts of the snippet that answers. */
export function useSnippetList(desk: Desk) {
  return useQuery({ queryKey: keys.snippets(desk.workspaceId), queryFn: desk.snippets.snippets });
}

async function everyOne<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return items;
}
