-- One endpoint for embeddings a workspace, off unless somebody turns it on, with what became of asking it today.
create table embedding_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  enabled boolean not null default false,
  url text not null default '',
  model text not null default '',
  api_key text,
  key_set_at timestamptz,
  timeout_ms int not null default 400 check (timeout_ms between 50 and 1500),
  counted_on date,
  asked int not null default 0,
  failed int not null default 0,
  problem text,
  problem_at timestamptz,
  -- A training went without vectors that it wanted: from then on it is looked whether the endpoint is back.
  retry_at timestamptz,
  check (not enabled or (url <> '' and model <> ''))
);
create index embedding_settings_retry on embedding_settings (retry_at) where retry_at is not null;

-- Vectors of texts that are learnt from, so that a training asks only for those that are new. The text itself is not here.
create table example_vectors (
  workspace_id uuid not null references workspaces on delete cascade,
  -- SHA-256 of the text, and of address and model.
  text_hash bytea not null,
  endpoint bytea not null,
  -- Numbers of four bytes, little endian.
  vector bytea not null,
  primary key (workspace_id, text_hash, endpoint)
);

-- What is no example any more leaves no vector behind.
create function forget_example_vectors() returns trigger language plpgsql as $$
begin
  delete from example_vectors v using removed r
    where v.workspace_id = r.workspace_id and v.text_hash = sha256(convert_to(r.text, 'UTF8'));
  return null;
end $$;
create trigger faq_examples_vectors_removed after delete on faq_examples referencing old table as removed
  for each statement execute function forget_example_vectors();
create trigger faq_examples_vectors_changed after update on faq_examples referencing old table as removed
  for each statement execute function forget_example_vectors();

alter table language_models add column embeddings jsonb;
