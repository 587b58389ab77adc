import type { Webhook } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { SettingsList } from './SettingsList.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan } from './useCan.ts';
import { WebhookDialog } from './WebhookDialog.tsx';
import { WebhookState } from './WebhookState.tsx';

/** The addresses that are told of events, each with how it fares. */
export function WebhooksPage() {
  const words = useWords();
  const list = useWebhooks();
  const [creating, setCreating] = useState(false);
  return (
    <SettingsPage
      title={words.settings.nav.webhooks}
      lead={words.webhooks.lead}
      guarded="webhooks.change"
      action={
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus className="size-4" />
          {words.webhooks.create}
        </Button>
      }
    >
      {useCan('webhooks.change') && (
        <Sheet>
          <SettingsList list={{ ...list, data: list.data?.items }} empty={words.webhooks.empty}>
            {(webhook) => <WebhookLine key={webhook.id} webhook={webhook} />}
          </SettingsList>
        </Sheet>
      )}
      {creating && (
        <WebhookDialog eventNames={list.data?.eventNames ?? []} onClose={() => setCreating(false)} />
      )}
    </SettingsPage>
  );
}

/** Renewed by itself while the page is open: deliveries come and go without a word to the console. */
export function useWebhooks() {
  const desk = useDesk();
  return useQuery({
    queryKey: keys.webhooks(desk.workspaceId),
    queryFn: desk.admin.webhooks,
    enabled: useCan('webhooks.change'),
    refetchInterval: 10_000,
  });
}

function WebhookLine({ webhook }: { webhook: Webhook }) {
  const words = useWords().webhooks;
  const { workspaceId } = useDesk();
  return (
    <li className="py-1">
      <Link
        to="/w/$workspaceId/settings/webhooks/$webhookId"
        params={{ workspaceId, webhookId: webhook.id }}
        className="-mx-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-2 py-1.5 hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate text-sm font-medium">{webhook.name}</span>
          <span className="block truncate text-xs text-faint">
            {webhook.url} ·{' '}
            {webhook.events.length === 0 ? words.allEvents : words.chosen(webhook.events.length)}
          </span>
        </span>
        <WebhookState webhook={webhook} />
      </Link>
    </li>
  );
}
