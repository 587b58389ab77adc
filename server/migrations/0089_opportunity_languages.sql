-- A search may be for some languages only. None: all.
alter table opportunity_runs add column languages text[] not null default '{}';
