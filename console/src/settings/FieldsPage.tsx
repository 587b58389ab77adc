import type { Field, FieldSubject } from '@causerie/protocol';
import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { fieldLabel } from '../fields/fieldLabel.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { useLanguage, useWords } from '../words/WordsProvider.tsx';
import { FieldDialog } from './FieldDialog.tsx';
import { ListState } from './ListState.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan } from './useCan.ts';
import { useSettingsList } from './useSettingsList.ts';

type Change = (action: () => Promise<unknown>) => Promise<boolean>;

/** The workspace's own fields of contacts and conversations: made, ordered, archived. */
export function FieldsPage() {
  const words = useWords().fields;
  const desk = useDesk();
  const list = useSettingsList(keys.fields(desk.workspaceId), desk.settings.fields);
  const [editing, setEditing] = useState<Field | 'new'>();
  return (
    <SettingsPage
      title={words.title}
      lead={words.lead}
      guarded="fields.change"
      action={
        <Button look="primary" onClick={() => setEditing('new')}>
          <Plus className="size-4" />
          {words.create}
        </Button>
      }
    >
      {list.data ? (
        (['contact', 'conversation'] as const).map((subject) => (
          <Sheet key={subject} title={subject === 'contact' ? words.contact : words.ofConversation}>
            <FieldList
              subject={subject}
              fields={list.data!.filter((field) => field.subject === subject)}
              onEdit={setEditing}
              change={list.change}
            />
          </Sheet>
        ))
      ) : (
        <Sheet>
          <ListState error={list.error} onRetry={() => void list.refetch()} />
        </Sheet>
      )}
      {editing && (
        <FieldDialog
          field={editing === 'new' ? undefined : editing}
          change={list.change}
          onClose={() => setEditing(undefined)}
        />
      )}
    </SettingsPage>
  );
}

type ListProps = {
  subject: FieldSubject;
  fields: Field[];
  onEdit: (field: Field) => void;
  change: Change;
};

function FieldList({ subject, fields, onEdit, change }: ListProps) {
  const words = useWords().fields;
  const active = fields.filter((field) => !field.archivedAt);
  const archived = fields.filter((field) => field.archivedAt);
  return (
    <>
      {active.length > 0 ? (
        <ul className="-my-2 divide-y divide-line">
          {active.map((field, i) => (
            <FieldRow
              key={field.id}
              field={field}
              above={i > 0 ? fields.indexOf(active[i - 1]!) : undefined}
              below={i < active.length - 1 ? fields.indexOf(active[i + 1]!) : undefined}
              onEdit={onEdit}
              change={change}
            />
          ))}
        </ul>
      ) : (
        <p className="text-sm text-faint">
          {subject === 'contact' ? words.emptyContact : words.emptyConversation}
        </p>
      )}
      {archived.length > 0 && (
        <details>
          <summary className="text-xs font-medium text-faint">
            {words.archivedTitle} ({archived.length})
          </summary>
          <ul className="divide-y divide-line">
            {archived.map((field) => (
              <FieldRow key={field.id} field={field} onEdit={onEdit} change={change} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

type RowProps = {
  field: Field;
  /** Places to move to, where there are any. */
  above?: number | undefined;
  below?: number | undefined;
  onEdit: (field: Field) => void;
  change: Change;
};

function FieldRow({ field, above, below, onEdit, change }: RowProps) {
  const words = useWords().fields;
  const { language } = useLanguage();
  const { settings } = useDesk();
  const can = useCan('fields.change');
  const name = fieldLabel(field, language);
  const patch = (body: Parameters<typeof settings.patchField>[1]) =>
    void change(() => settings.patchField(field.id, body));
  return (
    <li className="flex items-center gap-2 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">
          {name}
          {field.required && <span className="ms-2 text-xs font-normal text-faint">{words.required}</span>}
          {field.requiredToResolve && (
            <span className="ms-2 text-xs font-normal text-faint">{words.resolve.sign}</span>
          )}
        </p>
        <p className="truncate text-xs text-faint">
          {words.types[field.type]} · <code>{field.key}</code>
          {field.options.length > 0 && ` · ${field.options.join(', ')}`}
        </p>
      </div>
      {can && field.archivedAt && (
        <IconButton label={words.restore(name)} onClick={() => patch({ archived: false })}>
          <ArchiveRestore className="size-4" />
        </IconButton>
      )}
      {can && !field.archivedAt && (
        <>
          <IconButton
            label={words.up(name)}
            disabled={above === undefined}
            onClick={() => patch({ position: above })}
          >
            <ArrowUp className="size-4" />
          </IconButton>
          <IconButton
            label={words.down(name)}
            disabled={below === undefined}
            onClick={() => patch({ position: below })}
          >
            <ArrowDown className="size-4" />
          </IconButton>
          <IconButton label={words.edit(name)} onClick={() => onEdit(field)}>
            <Pencil className="size-4" />
          </IconButton>
          <IconButton label={words.archive(name)} onClick={() => patch({ archived: true })}>
            <Archive className="size-4" />
          </IconButton>
        </>
      )}
    </li>
  );
}
