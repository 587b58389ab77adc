import type { TimelineSnapshot } from '@causerie/client';
import type { Conversation, DecidedFaq, FaqDecision } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { createContext, use, useEffect, useMemo } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';

export type Decisions = {
  conversationId: string;
  /** By the number of the bot's entry. */
  byAnswer: ReadonlyMap<number, FaqDecision>;
  faqs: ReadonlyMap<string, DecidedFaq>;
};

const DecisionsContext = createContext<Decisions | undefined>(undefined);
export const DecisionsProvider = DecisionsContext.Provider;
export const useDecisionsHere = (): Decisions | undefined => use(DecisionsContext);

/** What was decided in a conversation. Asked for only where the bot has said something, and again when it says more. */
export function useDecisions(snapshot: TimelineSnapshot<Conversation>): Decisions | undefined {
  const { workspaceId, bot } = useDesk();
  const { conversationId: id, items } = snapshot;
  const lastBotSeq = useMemo(() => {
    const said = items.findLast((item) => item.state === 'confirmed' && isAssistant(item.entry.author));
    return said?.state === 'confirmed' ? said.entry.seq : 0;
  }, [items]);
  const { data, refetch } = useQuery({
    queryKey: keys.decisions(workspaceId, id),
    queryFn: () => bot.decisions(id),
    enabled: lastBotSeq > 0,
    staleTime: 60_000,
  });
  const known = data?.items.at(-1)?.answerSeq ?? 0;
  // What the bot says as its goodbye was not decided: looked for once, not again and again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each thing said
  useEffect(() => {
    if (data && lastBotSeq > known) void refetch({ cancelRefetch: false });
  }, [lastBotSeq]);
  return useMemo(
    () =>
      data && {
        conversationId: id,
        byAnswer: new Map(data.items.flatMap((one) => (one.answerSeq ? [[one.answerSeq, one]] : []))),
        faqs: new Map(data.faqs.map((faq) => [faq.id, faq])),
      },
    [data, id],
  );
}

/** The bot of the FAQs, not a program with an API key. */
export const isAssistant = (author: { kind: string; id?: string }): boolean =>
  author.kind === 'bot' && author.id === undefined;
