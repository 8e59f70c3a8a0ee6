-- What hangs on the records of a removal: counted before the approval, listed before the record goes, treated after it.
alter table removal_plans add column related_counts jsonb;
alter table removal_plans add column related_counted_at timestamptz;
-- What the settings allowed when the first record went; it does not change on the way.
alter table removal_plans add column related_treatment jsonb;

-- The vendor's ids, because the links to them go with the record. `unread`: our user may not read the object.
create table removal_related (
  plan_id uuid not null,
  record_id bigint not null,
  kind text not null,
  object text not null,
  remote_id text not null,
  state text not null check (state in ('listed', 'deleting', 'deleted', 'along', 'kept', 'refused', 'unread')),
  in_bin boolean not null default false,
  -- Why it is kept or was refused.
  detail text,
  claimed_at timestamptz,
  settled_at timestamptz,
  primary key (plan_id, record_id, object, remote_id),
  foreign key (plan_id, record_id) references removal_records (plan_id, record_id)
);
create index removal_related_open on removal_related (plan_id) where state in ('listed', 'deleting');
