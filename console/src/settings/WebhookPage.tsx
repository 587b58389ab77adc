import type { Webhook } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { ListState } from './ListState.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { SecretLine, WebhookDialog } from './WebhookDialog.tsx';
import { WebhookLog } from './WebhookLog.tsx';
import { WebhookState } from './WebhookState.tsx';
import { useWebhooks } from './WebhooksPage.tsx';

/** One webhook: its state, its secret, its log. */
export function WebhookPage() {
  const words = useWords();
  const { workspaceId } = useDesk();
  const { webhookId } = useParams({ strict: false });
  const list = useWebhooks();
  const webhook = list.data?.items.find((each) => each.id === webhookId);
  const [editing, setEditing] = useState(false);
  return (
    <SettingsPage
      title={webhook?.name ?? words.settings.nav.webhooks}
      lead={webhook?.url}
      guarded="webhooks.change"
      back={
        <Link
          to="/w/$workspaceId/settings/webhooks"
          params={{ workspaceId }}
          className="text-sm text-accent-ink hover:underline"
        >
          {words.webhooks.back}
        </Link>
      }
      action={webhook && <Button onClick={() => setEditing(true)}>{words.common.edit}</Button>}
    >
      {webhook ? (
        <>
          <StateSheet webhook={webhook} />
          <SecretSheet webhook={webhook} />
          <WebhookLog webhookId={webhook.id} />
          <DeleteSheet webhook={webhook} />
        </>
      ) : (
        <Sheet>
          {list.data ? (
            <p className="text-sm text-faint">{words.errors.webhook_not_found}</p>
          ) : (
            <ListState error={list.error} onRetry={() => void list.refetch()} />
          )}
        </Sheet>
      )}
      {editing && webhook && (
        <WebhookDialog
          webhook={webhook}
          eventNames={list.data?.eventNames ?? []}
          onClose={() => setEditing(false)}
        />
      )}
    </SettingsPage>
  );
}

/** Does something with the webhook and reads it anew; a failure is told. */
function useWebhookAction() {
  const { workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  return async (action: () => Promise<unknown>, said?: string) => {
    try {
      await action();
      if (said) say(said);
      await queryClient.invalidateQueries({ queryKey: keys.webhooks(workspaceId) });
    } catch (thrown) {
      report(thrown);
    }
  };
}

function StateSheet({ webhook }: { webhook: Webhook }) {
  const words = useWords().webhooks;
  const { admin } = useDesk();
  const act = useWebhookAction();
  const why = { failing: words.pausedFailing, gone: words.pausedGone, person: undefined };
  const reason = webhook.pausedBecause && why[webhook.pausedBecause];
  return (
    <Sheet>
      <div className="flex flex-wrap items-center gap-3">
        <WebhookState webhook={webhook} />
        <span className="min-w-0 flex-1 text-xs text-faint">
          {webhook.events.length === 0 ? words.allEvents : webhook.events.join(', ')}
        </span>
        {!webhook.paused && (
          <Button onClick={() => void act(() => admin.testWebhook(webhook.id), words.tested)}>
            {words.test}
          </Button>
        )}
        <Button
          look={webhook.paused ? 'primary' : 'plain'}
          onClick={() => void act(() => admin.patchWebhook(webhook.id, { paused: !webhook.paused }))}
        >
          {webhook.paused ? words.resume : words.pause}
        </Button>
      </div>
      {reason && (
        <p role="status" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad-ink">
          {reason}
        </p>
      )}
    </Sheet>
  );
}

function SecretSheet({ webhook }: { webhook: Webhook }) {
  const words = useWords().webhooks;
  const formats = useFormats();
  const { admin } = useDesk();
  const act = useWebhookAction();
  const [secret, setSecret] = useState<string>();
  const [asking, setAsking] = useState(false);
  const take = (reading: Promise<{ secret: string }>) => reading.then((read) => setSecret(read.secret));
  return (
    <Sheet title={words.secret}>
      <p className="text-sm text-soft">{words.secretText}</p>
      {secret && <SecretLine secret={secret} />}
      {webhook.oldSecretUntil && (
        <p className="text-xs text-faint">{words.overlap(formats.full(new Date(webhook.oldSecretUntil)))}</p>
      )}
      <div className="flex flex-wrap gap-2">
        {!secret && (
          <Button onClick={() => void act(() => take(admin.webhookSecret(webhook.id)))}>{words.show}</Button>
        )}
        <Button onClick={() => setAsking(true)}>{words.rotate}</Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.rotate}
        description={words.rotateText}
        action={words.rotate}
        onConfirm={() => {
          setAsking(false);
          void act(() => take(admin.rotateWebhookSecret(webhook.id)));
        }}
      />
    </Sheet>
  );
}

function DeleteSheet({ webhook }: { webhook: Webhook }) {
  const words = useWords().webhooks;
  const { admin, workspaceId } = useDesk();
  const act = useWebhookAction();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <Button look="danger" onClick={() => setAsking(true)}>
        {words.delete}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.deleteTitle(webhook.name)}
        description={words.deleteText}
        action={words.delete}
        onConfirm={() => {
          setAsking(false);
          void act(async () => {
            await admin.removeWebhook(webhook.id);
            await navigate({ to: '/w/$workspaceId/settings/webhooks', params: { workspaceId } });
          });
        }}
      />
    </div>
  );
}
