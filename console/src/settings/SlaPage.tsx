import type { SlaPolicy } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useInboxes } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { RemoveButton } from '../ui/RemoveButton.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { unitOf } from './DurationField.tsx';
import { SettingsList } from './SettingsList.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { SlaPolicyDialog } from './SlaPolicyDialog.tsx';
import { useCan } from './useCan.ts';
import { useSettingsList } from './useSettingsList.ts';

type Change = (action: () => Promise<unknown>) => Promise<boolean>;

/** Promises of response times, in the order in which they are tried. */
export function SlaPage() {
  const words = useWords().sla.settings;
  const desk = useDesk();
  const key = keys.slaPolicies(desk.workspaceId);
  const queryClient = useQueryClient();
  const list = useSettingsList<SlaPolicy>(key, desk.settings.slaPolicies);
  const [editing, setEditing] = useState<SlaPolicy | 'new'>();
  const policies = list.data ?? [];
  /** Shown at once, so that the next click moves on from there. */
  const move = async (from: number, to: number) => {
    const moved = [...policies];
    moved.splice(to, 0, ...moved.splice(from, 1));
    queryClient.setQueryData(key, moved);
    const saved = await list.change(() => desk.settings.orderSlaPolicies(moved.map((p) => p.id)));
    if (!saved) await queryClient.invalidateQueries({ queryKey: key });
  };
  return (
    <SettingsPage
      title={words.title}
      lead={words.lead}
      guarded="slaPolicies.change"
      action={
        <Button look="primary" onClick={() => setEditing('new')}>
          <Plus className="size-4" />
          {words.create}
        </Button>
      }
    >
      <Sheet>
        <SettingsList list={list} empty={words.empty} ordered>
          {(policy, i) => (
            <PolicyLine
              key={policy.id}
              policy={policy}
              number={i + 1}
              change={list.change}
              onEdit={() => setEditing(policy)}
              onUp={i > 0 ? () => void move(i, i - 1) : undefined}
              onDown={i < policies.length - 1 ? () => void move(i, i + 1) : undefined}
            />
          )}
        </SettingsList>
      </Sheet>
      {editing && (
        <SlaPolicyDialog
          policy={editing === 'new' ? undefined : editing}
          change={list.change}
          onClose={() => setEditing(undefined)}
        />
      )}
    </SettingsPage>
  );
}

type LineProps = {
  policy: SlaPolicy;
  number: number;
  change: Change;
  onEdit: () => void;
  onUp?: () => void;
  onDown?: () => void;
};

function PolicyLine({ policy, number, change, onEdit, onUp, onDown }: LineProps) {
  const words = useWords();
  const texts = words.sla.settings;
  const desk = useDesk();
  const can = useCan();
  const summary = useSummary(policy);
  return (
    <li className="flex flex-wrap items-center gap-3 py-2.5">
      <span className="tabular flex size-7 shrink-0 items-center justify-center rounded-lg bg-sunken text-xs text-soft">
        {number}
      </span>
      <div className="min-w-52 flex-1">
        <p className="truncate text-sm font-medium">{policy.name}</p>
        <p className="text-xs text-soft">{summary.promises}</p>
        <p className="truncate text-xs text-faint">{summary.conditions}</p>
      </div>
      {can && (
        <div className="ms-auto flex shrink-0">
          <IconButton label={texts.up(policy.name)} disabled={!onUp} onClick={onUp}>
            <ArrowUp className="size-4" />
          </IconButton>
          <IconButton label={texts.down(policy.name)} disabled={!onDown} onClick={onDown}>
            <ArrowDown className="size-4" />
          </IconButton>
          <IconButton label={texts.edit(policy.name)} onClick={onEdit}>
            <Pencil className="size-4" />
          </IconButton>
          <RemoveButton
            label={texts.delete(policy.name)}
            title={texts.deleteTitle(policy.name)}
            text={texts.deleteText}
            onRemove={() => void change(() => desk.settings.removeSlaPolicy(policy.id))}
          />
        </div>
      )}
    </li>
  );
}

function useSummary(policy: SlaPolicy): { promises: string; conditions: string } {
  const words = useWords();
  const { list } = useFormats();
  const inboxes = useInboxes();
  const { settings, targets } = words.sla;
  const time = (minutes: number) => {
    const unit = unitOf(minutes);
    if (unit === 'days') return settings.days(minutes / 1440);
    return unit === 'hours' ? settings.hoursLong(minutes / 60) : settings.minutes(minutes);
  };
  const promised = [
    [targets.first_response, policy.firstResponseMinutes],
    [targets.next_response, policy.nextResponseMinutes],
    [targets.resolution, policy.resolutionMinutes],
  ] as const;
  const promises = promised.flatMap(([name, minutes]) =>
    minutes === null ? [] : [words.sla.line(name, time(minutes))],
  );
  const conditions = [
    ...policy.inboxIds.map((id) => inboxes.find((i) => i.id === id)?.name ?? ''),
    ...policy.priorities.map((p) => words.inbox.priorities[p]),
    ...policy.labels,
  ].filter(Boolean);
  return {
    promises: promises.join(' · ') || settings.exempt,
    conditions: `${conditions.length > 0 ? list(conditions) : settings.everything} · ${settings.hoursOf[policy.hours]}`,
  };
}
