-- A model may hold words of messages that were removed since it began to learn. A training from the start that began afterwards takes the
-- bytes of those models away.
alter table language_models add column holds_removed boolean not null default false;
create index language_models_holds_removed on language_models (workspace_id) where holds_removed;
