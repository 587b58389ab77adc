import type { Import } from '@causerie/protocol';
import { createReadImport } from '../core/imports/readImport.ts';
import { runImports } from '../core/imports/runImports.ts';
import type { Turn } from '../engines/mining/turn.ts';
import { formWithFile } from './listApiRoutes.ts';
import type { TestProgram } from './startTestProgram.ts';
import type { TestWorkspace } from './testWorkspace.ts';

/** Takes past conversations in, as any history is, each of a contact of its own. The program must have no worker. */
export async function importTurns(
  program: TestProgram,
  { id, owner }: TestWorkspace,
  turns: Turn[],
): Promise<void> {
  const base = `/v1/workspaces/${id}`;
  const lines = turns.map((turn, i) =>
    JSON.stringify({
      conversation: turn.conversation,
      id: String(i),
      at: new Date(turn.at).toISOString(),
      author: turn.author,
      ...(turn.agent && { name: turn.agent }),
      text: turn.text,
      ...(turn.author === 'contact' && { email: `${turn.conversation}@example.com` }),
    }),
  );
  const made = await owner.http.post<Import>(
    `${base}/imports/files?kind=causerie`,
    formWithFile(lines.join('\n'), 'history.jsonl'),
  );
  await owner.http.post(`${base}/imports/${made.id}/start`, {});
  const { core, files } = program.doors;
  for (let i = 0; i < 500 && (await runImports(core, createReadImport(files))) > 0; i += 1);
}
