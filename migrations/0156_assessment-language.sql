-- The language an assessment is written in, so that its paper has the same. Null: written before it was asked for.
alter table assessments add column language text check (language in ('fr', 'en', 'de', 'es', 'it', 'nl'));
