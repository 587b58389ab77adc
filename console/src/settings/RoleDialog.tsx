import type { RoleDefinition } from '@causerie/protocol';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { groupPermissions } from './groupPermissions.ts';
import { usePermissions, useRoleName } from './useCan.ts';

type Props = {
  /** Undefined: a new one. */
  role: RoleDefinition | undefined;
  roles: RoleDefinition[];
  change: (action: () => Promise<unknown>) => Promise<boolean>;
  onClose: () => void;
};

/** Makes or changes a role: its name, and a box for every permission. */
export function RoleDialog({ role, roles, change, onClose }: Props) {
  const words = useWords();
  const desk = useDesk();
  const roleName = useRoleName();
  const mine = usePermissions();
  const all = roles.find((each) => each.id === 'owner')?.permissions ?? [];
  const [name, setName] = useState(role?.name ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(role?.permissions));
  const { onSubmit, busy, error } = useSubmit(async () => {
    const body = { name: name.trim(), permissions: all.filter((each) => chosen.has(each)) };
    await (role ? desk.settings.patchRole(role.id, body) : desk.settings.createRole(body));
    await change(async () => {});
    onClose();
  });
  const toggle = (permission: string) =>
    setChosen((known) =>
      known.has(permission) ? known.difference(new Set([permission])) : known.union(new Set([permission])),
    );
  return (
    <Dialog open wide onClose={onClose} title={role ? words.roles.edit(role.name) : words.roles.createTitle}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          required
          autoFocus
          maxLength={60}
          label={words.roles.name}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        {!role && (
          <SelectField
            label={words.roles.startFrom}
            options={[
              { value: '', label: words.roles.nothing },
              ...roles.map((each) => ({ value: each.id, label: roleName(each.id) })),
            ]}
            onValue={(id) =>
              setChosen(
                new Set(
                  roles.find((each) => each.id === id)?.permissions.filter((each) => mine.includes(each)),
                ),
              )
            }
          />
        )}
        <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
          {groupPermissions(all).map(([group, permissions]) => (
            <fieldset key={group} className="flex flex-col gap-1.5">
              <legend className="mb-1 text-xs font-semibold text-soft">{words.roles.groups[group]}</legend>
              {permissions.map((permission) => (
                <PermissionBox
                  key={permission}
                  permission={permission}
                  checked={chosen.has(permission)}
                  given={mine.includes(permission)}
                  onChange={() => toggle(permission)}
                />
              ))}
            </fieldset>
          ))}
        </div>
        <FormError text={error} />
        <DialogButtons onClose={onClose} busy={busy}>
          {role ? words.settings.saveChanges : words.common.add}
        </DialogButtons>
      </form>
    </Dialog>
  );
}

type BoxProps = { permission: string; checked: boolean; given: boolean; onChange: () => void };

function PermissionBox({ permission, checked, given, onChange }: BoxProps) {
  const words = useWords().roles;
  return (
    <label
      title={given ? undefined : words.beyond}
      className="flex items-start gap-2 text-sm has-disabled:text-faint"
    >
      <input
        type="checkbox"
        checked={checked}
        disabled={!given}
        onChange={onChange}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      {words.permissions[permission] ?? permission}
    </label>
  );
}
