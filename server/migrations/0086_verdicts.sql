-- What a person says of a decision stands before what was observed. Beside it is kept what was known before, so that it can be
-- taken back: {"right", "faqId", "at"}, each null where nothing told.
alter table faq_decisions
  add column verdict_at timestamptz(3),
  add column verdict_by uuid references users on delete set null,
  add column before_verdict jsonb,
  add constraint faq_decisions_verdict check (verdict_at is null or before_verdict is not null and is_right is not null);

-- What the engine learns from is what is judged, by whomever.
drop index faq_decisions_judged;
create index faq_decisions_judged on faq_decisions (workspace_id, outcome_at desc) where is_right is not null;
