import type { Filter, FilterTest } from '@causerie/protocol';
import type { CoreTx } from '../core.ts';

/**
 * The word on every conversation that has it, and in every saved view that asks for it. It reads all conversations of the
 * workspace once, which is seldom done and bears no index. Lists are told to load anew rather than row by row.
 */
export async function renameLabel(tx: CoreTx, workspaceId: string, from: string, to: string): Promise<void> {
  await tx.query(
    `update conversations set version = version + 1, changed_xid = pg_current_xact_id(), updated_at = now(),
       labels = (select array_agg(distinct label order by label) from unnest(array_replace(labels, $2, $3)) as l (label))
     where workspace_id = $1 and labels @> array[$2]`,
    [workspaceId, from, to],
  );
  const views = await tx.query<{ id: string; filter: Filter }>(
    'select id, filter from views where workspace_id = $1 for update',
    [workspaceId],
  );
  for (const { id, filter } of views.rows) {
    const renamed = renameIn(filter, from, to);
    if (JSON.stringify(renamed) === JSON.stringify(filter)) continue;
    await tx.query('update views set filter = $3 where workspace_id = $1 and id = $2', [
      workspaceId,
      id,
      JSON.stringify(renamed),
    ]);
  }
  tx.announce({ kind: 'changed', workspaceId, what: 'views' });
}

function renameIn(filter: Filter, from: string, to: string): Filter {
  const inTest = (test: FilterTest): FilterTest => {
    if (test.property !== 'conversation.label' || test.value === undefined) return test;
    const rename = <V>(value: V) => (value === from ? to : value);
    return { ...test, value: Array.isArray(test.value) ? test.value.map(rename) : rename(test.value) };
  };
  return {
    ...filter,
    tests: filter.tests.map((test) =>
      'tests' in test ? { ...test, tests: test.tests.map(inTest) } : inTest(test),
    ),
  };
}
