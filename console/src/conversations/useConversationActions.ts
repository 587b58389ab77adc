import type { Conversation, ConversationPatch, FieldsPatch, Priority } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { AppError, type AppErrorCode, toAppError } from '../api/AppError.ts';
import { keys } from '../api/keys.ts';
import { askForFields } from '../fields/askForFields.ts';
import { missingFields } from '../fields/missingFields.ts';
import { patchFields } from '../fields/patchFields.ts';
import { useFields } from '../fields/useFields.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { askAnyway } from '../routing/askAnyway.ts';
import { copyText } from '../ui/CopyButton.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { goOn } from './goOn.ts';
import { offerUndo } from './offerUndo.ts';
import type { RowPatch } from './rowStore.ts';

/** What can be done with a conversation. Shown at once; taken back with a message where the server refuses. */
export function useConversationActions(row: Conversation) {
  const desk = useDesk();
  const allWords = useWords();
  const words = allWords.inbox.actions;
  const formats = useFormats();
  const report = useReport();
  const queryClient = useQueryClient();
  const ownFields = useFields();

  async function change(
    patch: ConversationPatch,
    guess: RowPatch,
    done?: string,
    refused: (error: AppError) => void = report,
  ) {
    const takeBack = desk.rows.guess(row.id, guess);
    try {
      desk.rows.merge([await desk.api.patchConversation(row.id, patch)], [], 'once');
      if (done) say(done);
    } catch (thrown) {
      refused(toAppError(thrown));
    } finally {
      takeBack();
    }
  }

  /** The same with a way back for a moment. */
  async function changeWithUndo(
    patch: ConversationPatch,
    guess: RowPatch,
    done: string,
    refused: (error: AppError) => void = report,
  ) {
    const takeBack = desk.rows.guess(row.id, guess);
    try {
      const { bulkId, changed, failed } = await desk.api.bulkChange([row.id], patch);
      desk.rows.merge(changed, [], 'once');
      const [failure] = failed;
      if (failure) return refused(new AppError(failure.code as AppErrorCode, failure.message));
      if (bulkId) offerUndo({ desk, bulkId, text: done, words: allWords, report });
      goOn(row.id);
    } catch (thrown) {
      report(thrown);
    } finally {
      takeBack();
    }
  }

  async function attempt(action: () => Promise<string>) {
    try {
      say(await action());
    } catch (thrown) {
      report(thrown);
    }
  }

  return {
    assign: (assigneeId: string | null, anyway?: true) =>
      change(
        { assigneeId, ...(anyway && { anyway }) },
        guessAssigned(row, assigneeId),
        undefined,
        (error) => {
          if (error.code === 'agent_at_capacity' && assigneeId) return askAnyway({ row, assigneeId });
          return report(error);
        },
      ),
    assignTeam: (teamId: string | null) => change({ teamId }, { teamId }),
    /** Asks first for what must be known before. */
    resolve: async (fields?: FieldsPatch) => {
      if (!fields && missingFields(ownFields, row).length > 0) return askForFields(row.id);
      await changeWithUndo(
        { status: 'resolved', ...(fields && { fields }) },
        {
          status: 'resolved',
          snoozedUntil: null,
          ...(fields && { fields: patchFields(row.fields, fields) }),
        },
        words.resolved,
        async (error) => {
          report(error);
          // What is asked for has changed since it was read here.
          if (error.code !== 'fields_required') return;
          await queryClient.invalidateQueries({ queryKey: keys.fields(desk.workspaceId) });
          askForFields(row.id);
        },
      );
    },
    reopen: () => change({ status: 'open' }, { status: 'open', snoozedUntil: null }),
    snooze: (until: Date) => {
      const snoozedUntil = until.toISOString();
      const done = words.snoozedUntil(formats.full(until));
      return changeWithUndo({ status: 'snoozed', snoozedUntil }, { status: 'snoozed', snoozedUntil }, done);
    },
    setPriority: (priority: Priority) => change({ priority }, { priority }),
    setLabel: (name: string, add: boolean) => {
      const others = row.labels.filter((label) => label !== name);
      const labels = add ? [...others, name].sort() : others;
      return change(add ? { addLabels: [name] } : { removeLabels: [name] }, { labels });
    },
    setSpam: (spam: boolean) =>
      changeWithUndo({ spam }, { spam }, spam ? allWords.desk.spam.marked : allWords.desk.spam.unmarked),
    copyLink: () =>
      attempt(async () => {
        const { url, expiresAt } = await desk.api.resumeLink(row.id);
        await copyText(new URL(url, location.origin).href);
        return words.linkCopied(formats.date(new Date(expiresAt)));
      }),
    copyUrl: () =>
      attempt(async () => {
        await copyText(location.href);
        return words.urlCopied;
      }),
    sendTranscript: () =>
      attempt(async () => {
        await desk.api.sendTranscript(row.id);
        return words.transcriptSent;
      }),
  };
}
/** Whoever takes it takes it from the bot. */
const guessAssigned = ({ status }: Conversation, assigneeId: string | null): RowPatch =>
  assigneeId && status === 'pending' ? { assigneeId, status: 'open' } : { assigneeId };

export type ConversationActions = ReturnType<typeof useConversationActions>;
