import type { Macro, MacroAction, Priority } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { priorities } from '../conversations/MoreMenu.tsx';
import { useMembers, useTeams } from '../conversations/useDirectory.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { TextWithVariables } from '../snippets/TextWithVariables.tsx';
import { useSnippets } from '../snippets/useSnippets.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { snoozeMinutes, timeText } from './describeAction.ts';
import { isComplete, newAction } from './newAction.ts';

type Draft = { key: number; action: MacroAction };
let keysGiven = 0;
const draftOf = (action: MacroAction): Draft => ({ key: ++keysGiven, action });

/** Puts a macro together, action by action. */
export function MacroEditor({ macro, onClose }: { macro: Macro | undefined; onClose: () => void }) {
  const words = useWords();
  const { form, page, actions: names } = words.macros;
  const desk = useDesk();
  const queryClient = useQueryClient();
  const teams = useTeams();
  const [name, setName] = useState(macro?.name ?? '');
  const [teamId, setTeamId] = useState(macro?.teamId ?? '');
  const [drafts, setDrafts] = useState<Draft[]>(() => macro?.actions.map(draftOf) ?? []);
  const [problem, setProblem] = useState<string>();
  const { busy, error, onSubmit } = useSubmit(async () => {
    const actions = drafts.map((draft) => draft.action);
    const wrong = actions.length === 0 ? form.none : actions.every(isComplete) ? undefined : form.incomplete;
    setProblem(wrong);
    if (wrong) return;
    const body = { name: name.trim(), teamId: teamId || null, actions };
    await (macro ? desk.snippets.patchMacro(macro.id, body) : desk.snippets.createMacro(body));
    await queryClient.invalidateQueries({ queryKey: keys.macros(desk.workspaceId) });
    onClose();
  });
  const set = (key: number, action: MacroAction) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { key, action } : draft)));
  const up = (i: number) =>
    setDrafts(drafts.map((draft, j) => (j === i - 1 ? drafts[i]! : j === i ? drafts[i - 1]! : draft)));
  return (
    <Dialog open wide onClose={onClose} title={macro ? page.edit(macro.name) : page.create}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            required
            maxLength={80}
            label={form.name}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
          <SelectField
            label={form.team}
            value={teamId}
            onValue={setTeamId}
            options={[
              { value: '', label: words.snippets.page.everybody },
              ...teams.map((t) => ({ value: t.id, label: t.name })),
            ]}
          />
        </div>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium">{form.actions}</legend>
          <ol className="flex flex-col gap-2">
            {drafts.map(({ key, action }, i) => (
              <li key={key} className="flex items-start gap-2 rounded-lg border border-line p-2.5">
                <div className="min-w-0 flex-1">
                  <p className="mb-1.5 text-xs font-medium text-faint">{names[action.type]}</p>
                  <ActionFields action={action} onAction={(next) => set(key, next)} />
                </div>
                <IconButton
                  label={form.up(names[action.type])}
                  size="sm"
                  disabled={i === 0}
                  onClick={() => up(i)}
                >
                  <ArrowUp className="size-3.5" />
                </IconButton>
                <IconButton
                  label={form.remove(names[action.type])}
                  size="sm"
                  onClick={() => setDrafts(drafts.filter((draft) => draft.key !== key))}
                >
                  <Trash2 className="size-3.5" />
                </IconButton>
              </li>
            ))}
          </ol>
          <Menu
            trigger={
              <Button size="sm" className="self-start">
                <Plus className="size-3.5" />
                {form.add}
              </Button>
            }
          >
            {(Object.keys(names) as MacroAction['type'][]).map((type) => (
              <MenuItem key={type} onSelect={() => setDrafts([...drafts, draftOf(newAction(type))])}>
                {names[type]}
              </MenuItem>
            ))}
          </Menu>
        </fieldset>
        <FormError text={problem ?? error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {words.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type FieldsProps = { action: MacroAction; onAction: (action: MacroAction) => void };

function ActionFields({ action, onAction }: FieldsProps) {
  const words = useWords();
  const { form, me, nobody, times } = words.macros;
  const members = useMembers();
  const teams = useTeams();
  const snippets = useSnippets() ?? [];
  const choice = (
    label: string,
    value: string,
    options: { value: string; label: string }[],
    set: (value: string) => void,
  ) => <SelectField hideLabel label={label} value={value} onValue={set} options={options} />;
  switch (action.type) {
    case 'reply':
    case 'note':
      return (
        <TextWithVariables
          label={form.text}
          rows={3}
          text={action.text}
          onText={(text) => onAction({ ...action, text })}
        />
      );
    case 'snippet':
      return choice(
        form.snippet,
        action.snippetId,
        [{ value: '', label: '' }, ...snippets.map((s) => ({ value: s.id, label: s.name }))],
        (snippetId) => onAction({ ...action, snippetId }),
      );
    case 'assign':
      return choice(
        form.person,
        action.to,
        [
          { value: 'me', label: me },
          { value: 'nobody', label: nobody },
          ...members.map((m) => ({ value: m.userId, label: m.name })),
        ],
        (to) => onAction({ ...action, to }),
      );
    case 'team':
      return choice(
        form.toTeam,
        action.teamId ?? '',
        [{ value: '', label: form.noTeam }, ...teams.map((t) => ({ value: t.id, label: t.name }))],
        (teamId) => onAction({ ...action, teamId: teamId || null }),
      );
    case 'status':
      return choice(
        form.status,
        action.status,
        (['open', 'pending', 'resolved'] as const).map((status) => ({
          value: status,
          label: words.inbox.status[status],
        })),
        (status) => onAction({ ...action, status: status as 'open' }),
      );
    case 'snooze':
      return choice(
        form.minutes,
        String(action.minutes),
        [...new Set([...Object.values(snoozeMinutes), action.minutes])].map((minutes) => ({
          value: String(minutes),
          label: timeText(minutes, times),
        })),
        (minutes) => onAction({ ...action, minutes: Number(minutes) }),
      );
    case 'priority':
      return choice(
        form.priority,
        action.priority,
        priorities.map((priority) => ({ value: priority, label: words.inbox.priorities[priority] })),
        (priority) => onAction({ ...action, priority: priority as Priority }),
      );
    case 'add_labels':
    case 'remove_labels':
      return <LabelsField action={action} onAction={onAction} />;
  }
}

function LabelsField({
  action,
  onAction,
}: FieldsProps & { action: Extract<MacroAction, { labels: string[] }> }) {
  const { form } = useWords().macros;
  const [typed, setTyped] = useState(action.labels.join(', '));
  return (
    <TextField
      hideLabel
      label={form.labels}
      hint={form.labelsHint}
      value={typed}
      onChange={(e) => {
        setTyped(e.target.value);
        const labels = e.target.value.split(',').map((label) => label.trim().slice(0, 50));
        onAction({ ...action, labels: [...new Set(labels)].filter(Boolean) });
      }}
    />
  );
}
