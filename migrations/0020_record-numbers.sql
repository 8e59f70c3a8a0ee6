-- Numbers that records hold, as keyed hashes of their E.164 form: a number that said no is known again when a record with
-- it appears. They tie no records together.
create table record_numbers (
  record_id bigint not null references remote_records on delete cascade,
  number_hash bytea not null,
  primary key (record_id, number_hash)
);
create index record_numbers_number on record_numbers (number_hash);

-- Records that were read before get theirs at one full sweep, asked for here.
update connections set resync_wanted_at = pulled_at where resync_wanted_at is null and pulled_at is not null and state <> 'disconnected';
