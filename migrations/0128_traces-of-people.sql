-- A number that names no country, on a record that names none either, is read as one of the company's own country where an
-- admin said which that is. It blocks calls like any other; nothing is freed or proven by it.
alter table record_numbers add column guessed boolean not null default false;
-- By what a person is known again who was removed and comes back under another address: keyed hashes of the mobile, the page
-- at LinkedIn, the name with the phone, the name with the company's domain. Those of the removed stand in removal_memory.
create table record_traces (
  record_id bigint not null references remote_records (id) on delete cascade,
  kind text not null check (kind in ('mobile', 'linkedin', 'phone', 'company')),
  trace_hash bytea not null,
  primary key (record_id, kind, trace_hash)
);
create index record_traces_hash on record_traces (trace_hash);
-- Of what was read before nobody knows them.
update remote_records r set content_hash = '' from connections k where k.id = r.connection_id and k.state <> 'disconnected' and r.gone_at is null and coalesce(r.phone, r.mobile) is not null and coalesce(r.country, '') = '';
update connections set resync_wanted_at = now() where full_pulled_at is not null and state <> 'disconnected' and resync_wanted_at is null;
