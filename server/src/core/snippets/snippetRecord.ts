import type { SnippetText } from '@causerie/protocol';
import type { Db } from '../../db/transaction.ts';
import { fail } from '../../errors.ts';
import { can, type DeskActor } from '../actor.ts';

/** A file as a snippet keeps it; presenters give it its address. */
export type SnippetFile = {
  id: string;
  name: string;
  mime: string;
  size: number;
  width: number | null;
  height: number | null;
  hasThumbnail: boolean;
};

export type SnippetRecord = {
  id: string;
  name: string;
  topic: string | null;
  teamId: string | null;
  texts: SnippetText[];
  files: SnippetFile[];
  createdAt: string;
  updatedAt: string;
};

type Row = {
  id: string;
  name: string;
  topic: string | null;
  team_id: string | null;
  texts: SnippetText[];
  files: SnippetFile[];
  created_at: Date;
  updated_at: Date;
};

/** Ends where a further condition on `s` follows. */
const query = `select s.id, s.name, s.topic, s.team_id, s.created_at, s.updated_at,
    coalesce((select jsonb_agg(jsonb_build_object('language', t.language, 'text', t.text) order by t.place)
      from snippet_texts t where (t.workspace_id, t.snippet_id) = (s.workspace_id, s.id)), '[]') as texts,
    coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size,
        'width', f.width, 'height', f.height, 'hasThumbnail', f.has_thumbnail) order by sf.place)
      from snippet_files sf join files f on (f.workspace_id, f.id) = (sf.workspace_id, sf.file_id)
      where (sf.workspace_id, sf.snippet_id) = (s.workspace_id, s.id)), '[]') as files
  from snippets s where s.workspace_id = $1 and s.deleted_at is null`;

/** Those of a team are for its members, and for supervisors, who look after all of them. */
const seen = `($2::uuid is null or s.team_id is null
  or exists (select from team_members m where (m.workspace_id, m.team_id, m.user_id) = (s.workspace_id, s.team_id, $2)))`;

/** Whose teams limit what is seen: the own of who may not change snippets; null where nothing is limited. */
export const limitedTo = (actor: DeskActor): string | null =>
  actor.kind === 'agent' && !can(actor, 'snippets.change') ? actor.userId : null;

/** Throws `snippet_not_found`, also for one of a team that the actor is not in. */
export async function loadSnippet(
  db: Pick<Db, 'query'>,
  actor: DeskActor,
  id: string,
): Promise<SnippetRecord> {
  const found = await db.query<Row>(`${query} and ${seen} and s.id = $3`, [
    actor.workspaceId,
    limitedTo(actor),
    id,
  ]);
  return toRecord(found.rows[0] ?? fail('snippet_not_found'));
}

/** By id: the order in which they were made. */
export async function listSnippets(
  db: Pick<Db, 'query'>,
  actor: DeskActor,
  { limit, cursor }: { limit: number; cursor: string | undefined },
): Promise<SnippetRecord[]> {
  const found = await db.query<Row>(
    `${query} and ${seen} and ($3::uuid is null or s.id > $3) order by s.id limit $4`,
    [actor.workspaceId, limitedTo(actor), cursor ?? null, limit],
  );
  return found.rows.map(toRecord);
}

function toRecord(row: Row): SnippetRecord {
  return {
    id: row.id,
    name: row.name,
    topic: row.topic,
    teamId: row.team_id,
    texts: row.texts,
    files: row.files,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
