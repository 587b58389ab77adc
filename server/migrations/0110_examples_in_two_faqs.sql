-- The same question as an example of two FAQs teaches neither: it is found and shown.
create index faq_examples_key on faq_examples (workspace_id, key);
