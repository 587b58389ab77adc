import type { RoleDefinition } from '@causerie/protocol';
import { Check, Minus } from 'lucide-react';
import { Fragment } from 'react';
import { useWords } from '../words/WordsProvider.tsx';
import { groupPermissions } from './groupPermissions.ts';
import { useRoleName } from './useCan.ts';

/** Every permission in a row, every role in a column. The owner has them all, so theirs is the list. */
export function RoleMatrix({ roles }: { roles: RoleDefinition[] }) {
  const words = useWords().roles;
  const roleName = useRoleName();
  const all = roles.find((role) => role.id === 'owner')?.permissions ?? [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    <section aria-label={words.matrix} tabIndex={0} className="-mx-5 overflow-x-auto px-5">
      <table className="w-full text-sm">
        <thead>
          <tr className="text-xs text-soft">
            <th scope="col" className="pb-2 text-start font-medium">
              {words.permission}
            </th>
            {roles.map((role) => (
              <th key={role.id} scope="col" className="max-w-32 px-2 pb-2 text-center font-medium">
                {roleName(role.id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groupPermissions(all).map(([group, permissions]) => (
            <Fragment key={group}>
              <tr>
                <th
                  scope="colgroup"
                  colSpan={roles.length + 1}
                  className="pt-3 pb-1 text-start text-xs font-semibold"
                >
                  {words.groups[group]}
                </th>
              </tr>
              {permissions.map((permission) => (
                <tr key={permission} className="border-t border-line">
                  <th scope="row" className="min-w-44 py-1.5 pe-3 text-start font-normal">
                    {words.permissions[permission] ?? permission}
                  </th>
                  {roles.map((role) => (
                    <td key={role.id} className="px-2 text-center">
                      <Mark allowed={role.permissions.includes(permission)} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Mark({ allowed }: { allowed: boolean }) {
  const words = useWords().roles;
  return allowed ? (
    <Check role="img" aria-label={words.allowed} className="inline size-4 text-good-ink" />
  ) : (
    <Minus role="img" aria-label={words.notAllowed} className="inline size-4 text-faint" />
  );
}
