-- What customers read when they are asked whether they mean this FAQ, in their language; where a language has none, the snippet's name.
create table faq_titles (
  workspace_id uuid not null,
  faq_id uuid not null,
  language text not null,
  title text not null check (char_length(title) between 1 and 80),
  primary key (workspace_id, faq_id, language),
  foreign key (workspace_id, faq_id) references faqs on delete cascade
);
