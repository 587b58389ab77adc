-- Models made before this version are still read, but are too sure where a workspace has few FAQs: each is made anew.
insert into language_models (workspace_id, id, version, state, kind)
select workspace_id, gen_random_uuid(), max(version) + 1, 'queued', 'full'
from language_models
where workspace_id in (select workspace_id from language_models where state = 'ready' and bytes is not null)
group by workspace_id
on conflict (workspace_id) where state = 'queued' do update set kind = 'full';
