/** The groups in which permissions are shown, with what begins with their noun; the rest are settings. */
const nouns = ['conversations', 'contacts', 'reports'] as const;
export type PermissionGroup = (typeof nouns)[number] | 'settings';

export function groupPermissions(permissions: readonly string[]): [PermissionGroup, string[]][] {
  const groupOf = (permission: string): PermissionGroup =>
    nouns.find((noun) => permission.startsWith(`${noun}.`)) ?? 'settings';
  return ([...nouns, 'settings'] as const)
    .map((group): [PermissionGroup, string[]] => [
      group,
      permissions.filter((each) => groupOf(each) === group),
    ])
    .filter(([, inGroup]) => inGroup.length > 0);
}
