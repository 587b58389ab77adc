import type { Inbox } from '@causerie/protocol';
import { getRouteApi, Link, useBlocker } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { say } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { DeleteInboxSheet } from './DeleteInboxSheet.tsx';
import { HoursSheet } from './HoursSheet.tsx';
import { IdentitySheet } from './IdentitySheet.tsx';
import { BehaviourSheet } from './InboxBehaviourSheet.tsx';
import { InboxBotSheet } from './InboxBotSheet.tsx';
import { InstallSheet } from './InboxInstallSheet.tsx';
import { LookSheet } from './InboxLookSheet.tsx';
import { RoutingSheet } from './InboxRoutingSheet.tsx';
import { WordsSheet } from './InboxWordsSheet.tsx';
import {
  draftOf,
  firstWrongDay,
  type InboxDraft,
  inboxPatch,
  isColour,
  isEmpty,
  isOrigin,
} from './inboxDraft.ts';
import { ListState } from './ListState.tsx';
import { SettingsPage } from './SettingsPage.tsx';
import { useCan } from './useCan.ts';
import { useSettingsList } from './useSettingsList.ts';

const route = getRouteApi('/w/$workspaceId/settings/inboxes/$inboxId');

export function InboxSettingsPage() {
  const words = useWords();
  const desk = useDesk();
  const { inboxId } = route.useParams();
  const list = useSettingsList<Inbox>(keys.inboxes(desk.workspaceId), desk.settings.inboxes);
  const inbox = list.data?.find((i) => i.id === inboxId);
  const back = (
    <Link
      to="/w/$workspaceId/settings/inboxes"
      params={{ workspaceId: desk.workspaceId }}
      className="mb-1 inline-flex items-center gap-1 text-xs text-faint hover:text-ink"
    >
      <ArrowLeft className="size-3.5 rtl:rotate-180" aria-hidden="true" />
      {words.settings.inboxes.back}
    </Link>
  );
  return (
    <SettingsPage title={inbox?.name ?? words.settings.inboxes.title} back={back} guarded="inboxes.change">
      {inbox ? (
        <InboxForm key={inbox.id} inbox={inbox} change={list.change} />
      ) : list.data ? (
        <p className="text-sm text-faint">{words.errors.inbox_not_found}</p>
      ) : (
        <ListState error={list.error} onRetry={() => void list.refetch()} />
      )}
    </SettingsPage>
  );
}

type FormProps = { inbox: Inbox; change: (action: () => Promise<unknown>) => Promise<boolean> };

function InboxForm({ inbox, change }: FormProps) {
  const words = useWords();
  const desk = useDesk();
  const can = useCan('inboxes.change');
  const [edited, setEdited] = useState<InboxDraft>();
  const [busy, setBusy] = useState(false);
  const draft = edited ?? draftOf(inbox);
  const patch = inboxPatch(inbox, draft);
  const dirty = !isEmpty(patch);
  // Leaving with unsaved changes asks first, inside the console and when the tab closes.
  useBlocker({
    shouldBlockFn: () => dirty && !confirm(`${words.settings.unsaved}. ${words.settings.discard}?`),
    enableBeforeUnload: dirty,
  });
  const set = (part: Partial<InboxDraft>) => setEdited({ ...draft, ...part });
  const setSettings = (part: Partial<InboxDraft['settings']>) =>
    set({ settings: { ...draft.settings, ...part } });
  const setRouting = (part: Partial<InboxDraft['routing']>) =>
    set({ routing: { ...draft.routing, ...part } });
  const right =
    draft.name.trim() !== '' &&
    isColour(draft.settings.colour) &&
    draft.settings.allowedOrigins.every(isOrigin) &&
    !firstWrongDay(draft.hours);
  const save = async () => {
    setBusy(true);
    const saved = await change(() => desk.settings.patchInbox(inbox.id, patch));
    setBusy(false);
    if (!saved) return;
    setEdited(undefined);
    say(words.common.saved);
  };
  const allow = (origin: string) => {
    const { allowedOrigins } = draft.settings;
    if (!allowedOrigins.includes(origin)) setSettings({ allowedOrigins: [...allowedOrigins, origin] });
  };
  const parts = { draft, set, setSettings, setRouting };
  return (
    <>
      <InstallSheet inbox={inbox} onAllow={can ? allow : undefined} />
      <fieldset disabled={!can} className="contents">
        <LookSheet {...parts} />
        <WordsSheet {...parts} />
        <BehaviourSheet {...parts} />
        <RoutingSheet {...parts} />
        <HoursSheet {...parts} />
      </fieldset>
      <InboxBotSheet inbox={inbox} />
      {can && <IdentitySheet inboxId={inbox.id} />}
      {can && <DeleteInboxSheet inbox={inbox} change={change} />}
      {dirty && (
        <div className="fixed inset-x-0 bottom-4 z-20 flex justify-center px-4 max-md:bottom-18">
          <div className="flex items-center gap-3 rounded-xl border border-line bg-raised py-2 ps-4 pe-2 shadow-float">
            <span role="status" className="text-sm text-soft">
              {words.settings.unsaved}
            </span>
            <Button onClick={() => setEdited(undefined)}>{words.settings.discard}</Button>
            <Button look="primary" busy={busy} disabled={!right} onClick={() => void save()}>
              {words.settings.saveChanges}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
