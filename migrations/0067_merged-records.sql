-- The record that a merged or converted one lives on in, so that both stay one person whatever addresses and names say.
alter table remote_records add column merged_object text, add column merged_to text;
create index remote_records_merged_to on remote_records (connection_id, merged_object, merged_to) where merged_to is not null;
