-- An alarm tells of noes that are not everywhere, or of records that somebody else deletes.
alter table alarms add column kind text not null default 'noes' check (kind in ('noes', 'other-purge'));
-- Of the deleted records: those whose term had not passed by our clock.
alter table alarms add column not_due integer not null default 0;
drop index alarms_open;
create unique index alarms_open on alarms (connection_id, step, shopper, kind) where ended_at is null;

-- Who deleted a record, as far as the vendor says so.
alter table remote_records add column gone_by text;
