import type { OpeningHours, WebInboxSettings } from '@causerie/protocol';
import { findHoursProblem } from '../../engines/hours/findHoursProblem.ts';
import { fail } from '../../errors.ts';
import type { CoreTx } from '../core.ts';

type Given = {
  teamId?: string | null | undefined;
  hours?: OpeningHours | null | undefined;
  settings?: Partial<WebInboxSettings> | undefined;
};

/**
 * Refuses what has the right shape but makes no sense: `invalid_value` for opening hours that cannot be and for
 * settings that contradict themselves, `team_not_found` for a team of nowhere or of another workspace.
 */
export async function checkInbox(
  tx: Pick<CoreTx, 'query'>,
  workspaceId: string,
  given: Given,
): Promise<void> {
  const problem = given.hours && findHoursProblem(given.hours);
  if (problem) fail('invalid_value', { field: `/hours${problem.field}`, message: problem.message });
  checkLanguages(given.settings?.languages);
  if (given.teamId) await mustHaveTeam(tx, workspaceId, given.teamId);
}

function checkLanguages(languages: readonly string[] = []): void {
  const repeated = languages.findIndex((language, i) => languages.indexOf(language) !== i);
  if (repeated < 0) return;
  fail('invalid_value', {
    field: `/settings/languages/${repeated}`,
    message: 'This language is in the list twice.',
  });
}

/** Locks the team, so that it is still there when the inbox is written. */
async function mustHaveTeam(tx: Pick<CoreTx, 'query'>, workspaceId: string, teamId: string): Promise<void> {
  const found = await tx.query('select from teams where workspace_id = $1 and id = $2 for key share', [
    workspaceId,
    teamId,
  ]);
  if (found.rowCount === 0) fail('team_not_found', { field: '/teamId' });
}
