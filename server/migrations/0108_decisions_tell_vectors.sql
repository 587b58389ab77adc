-- Whether the vector of a language model took part in a decision; null: made before this was written down.
alter table faq_decisions add column vector text check (vector in ('used', 'missing', 'off'));
