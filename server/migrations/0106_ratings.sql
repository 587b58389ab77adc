-- The marks of a period, newest first: a few among millions of facts.
create index report_facts_ratings on report_facts (workspace_id, at desc) where kind = 'rating';
