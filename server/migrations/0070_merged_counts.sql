-- Of a delivery that a merge took along: which entries it carries, where others stand between them. Null: all of them from
-- first_seq to last_seq.
alter table deliveries add column only_seqs integer[];

-- What was merged before counted twice: derived anew from the logs.
delete from report_facts where workspace_id in (select workspace_id from merges);
delete from report_progress where workspace_id in (select workspace_id from merges);

-- Which merges hold copies of a conversation.
create index merges_target on merges (workspace_id, target_id);
create index merges_source on merges (workspace_id, source_id);
