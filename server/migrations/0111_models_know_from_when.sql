-- Past messages before this were left out of what a model learnt from, since a retention rule will soon remove them. Null: none was left out.
alter table language_models add column history_from timestamptz;
