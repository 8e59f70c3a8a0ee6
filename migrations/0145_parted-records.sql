-- Records that share an address and stand for two people, by the word of a DPO: matching never ties them to one contact again.
create table parted_records (
  record_id bigint not null references remote_records on delete cascade,
  other_id bigint not null references remote_records on delete cascade,
  reason text not null,
  parted_by text not null,
  parted_at timestamptz not null,
  primary key (record_id, other_id),
  check (record_id < other_id)
);
create index parted_records_other on parted_records (other_id);
