-- The vendor's own id of a person, whatever their records' addresses say (Salesforce: Individual); records that share it are one contact.
-- Empty in every row that is there, so the index is made at once.
alter table remote_records add column person_id text;
create index remote_records_person on remote_records (connection_id, person_id) where person_id is not null;
-- Since when the system shows that the person asked to be erased.
alter table remote_records add column erasure_asked_at timestamptz;
