import type { HistoryProblem, HistoryRecord } from './historyRecord.ts';
import { readCauserie } from './readCauserie.ts';
import { readChatwoot } from './readChatwoot.ts';
import { readIntercom } from './readIntercom.ts';
import { readZendesk } from './readZendesk.ts';

export type HistoryKind = 'chatwoot' | 'intercom' | 'zendesk' | 'causerie';

const readers: Record<HistoryKind, (text: string, problems: HistoryProblem[]) => HistoryRecord[]> = {
  chatwoot: readChatwoot,
  intercom: readIntercom,
  zendesk: readZendesk,
  causerie: readCauserie,
};

/**
 * What a file of another system holds: contacts before conversations, those in the order of their beginning. A record
 * that cannot be read is a problem in its place, never the end. Throws where the file as a whole is not of its kind.
 */
export function readHistory(kind: HistoryKind, text: string): HistoryRecord[] {
  const rank = (record: HistoryRecord) =>
    record.kind === 'contact' ? 0 : record.kind === 'conversation' ? 1 : 2;
  const started = (record: HistoryRecord) => (record.kind === 'conversation' ? record.createdAt : '');
  const problems: HistoryProblem[] = [];
  return readers[kind](text, problems)
    .concat(problems)
    .sort((a, b) => rank(a) - rank(b) || (started(a) < started(b) ? -1 : started(a) > started(b) ? 1 : 0));
}
