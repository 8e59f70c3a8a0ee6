-- Fields the company already had and that are written in the place of ours: tag → object → field.
alter table connections add column tag_names jsonb not null default '{}';
