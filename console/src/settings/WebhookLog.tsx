import type { WebhookDelivery } from '@causerie/protocol';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { SelectField } from '../ui/Field.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { ListState } from './ListState.tsx';
import { Sheet } from './SettingsPage.tsx';

const looks: Record<WebhookDelivery['status'], string> = {
  queued: 'bg-warn-soft text-warn-ink',
  blocked: 'bg-sunken text-soft',
  delivered: 'bg-good-soft text-good-ink',
  failed: 'bg-bad-soft text-bad-ink',
};

/** What was sent and what became of it, newest first; a line opens to show both sides. */
export function WebhookLog({ webhookId }: { webhookId: string }) {
  const words = useWords().webhooks;
  const { admin, workspaceId } = useDesk();
  const [status, setStatus] = useState('');
  const [open, setOpen] = useState<string>();
  const query = useInfiniteQuery({
    queryKey: keys.webhookLog(workspaceId, webhookId, status),
    queryFn: ({ pageParam }) => admin.webhookDeliveries(webhookId, status || undefined, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    refetchInterval: 5000,
  });
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Sheet title={words.log}>
      <SelectField
        className="w-44"
        label={words.filter}
        value={status}
        options={[
          { value: '', label: words.statuses.all },
          ...(['queued', 'delivered', 'failed'] as const).map((each) => ({
            value: each,
            label: words.statuses[each],
          })),
        ]}
        onValue={setStatus}
      />
      {items ? (
        items.length > 0 ? (
          <ul className="divide-y divide-line">
            {items.map((delivery) => (
              <LogLine
                key={delivery.id}
                webhookId={webhookId}
                delivery={delivery}
                isOpen={open === delivery.id}
                onToggle={() => setOpen((known) => (known === delivery.id ? undefined : delivery.id))}
              />
            ))}
          </ul>
        ) : (
          <p className="text-sm text-faint">{words.logEmpty}</p>
        )
      ) : (
        <ListState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.hasNextPage && (
        <Button
          className="self-start"
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </Sheet>
  );
}

type LineProps = { webhookId: string; delivery: WebhookDelivery; isOpen: boolean; onToggle: () => void };

function LogLine({ webhookId, delivery, isOpen, onToggle }: LineProps) {
  const words = useWords().webhooks;
  const formats = useFormats();
  return (
    <li>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 py-2 text-start text-sm"
      >
        <ChevronRight
          className={cx('size-4 text-faint transition-transform', isOpen && 'rotate-90')}
          aria-hidden="true"
        />
        <code className="min-w-0 flex-1 truncate font-mono text-xs">{delivery.eventType}</code>
        <span className="text-xs text-faint">
          {formats.full(new Date(delivery.createdAt))}
          {delivery.attempts > 0 && ` · ${words.attempts(delivery.attempts)}`}
          {delivery.dueAt &&
            delivery.attempts > 0 &&
            ` · ${words.next(formats.ago(Date.parse(delivery.dueAt)))}`}
        </span>
        <span className={cx('rounded-full px-2 py-0.5 text-xs font-medium', looks[delivery.status])}>
          {words.statuses[delivery.status]}
          {delivery.responseStatus !== null && ` ${delivery.responseStatus}`}
        </span>
      </button>
      {isOpen && <LogDetail webhookId={webhookId} deliveryId={delivery.id} />}
    </li>
  );
}

function LogDetail({ webhookId, deliveryId }: { webhookId: string; deliveryId: string }) {
  const words = useWords().webhooks;
  const { admin, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  const query = useQuery({
    queryKey: [...keys.webhookLog(workspaceId, webhookId, ''), deliveryId],
    queryFn: () => admin.webhookDelivery(webhookId, deliveryId),
  });
  const resend = async () => {
    try {
      await admin.resendWebhookDelivery(webhookId, deliveryId);
      say(words.resent);
      await queryClient.invalidateQueries({ queryKey: keys.webhookLog(workspaceId, webhookId) });
    } catch (thrown) {
      report(thrown);
    }
  };
  if (!query.data) return <ListState error={query.error} onRetry={() => void query.refetch()} />;
  const { request = '', response, error, durationMs } = query.data;
  return (
    <div className="flex flex-col gap-3 pb-4 ps-7">
      {error && <p className="text-sm text-bad-ink">{error}</p>}
      <Excerpt title={words.request} text={indent(request)} />
      <Excerpt
        title={
          durationMs === null
            ? words.response
            : `${words.response} · ${words.milliseconds(String(durationMs))}`
        }
        text={response || words.noResponse}
      />
      <Button className="self-start" onClick={() => void resend()}>
        {words.resend}
      </Button>
    </div>
  );
}

function Excerpt({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <h3 className="mb-1 text-xs font-medium text-soft">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-56 overflow-auto rounded-lg bg-sunken p-3 font-mono text-xs">
        {text}
      </pre>
    </div>
  );
}

function indent(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
