-- How often a step of a bulk change was ended because it took too long; back to 0 with each step that was done.
alter table bulk_runs add column tries smallint not null default 0;
