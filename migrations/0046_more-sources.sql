-- Fields beside the first that say where a contact came from.
alter table connections add column more_source_properties text[] not null default '{}';
