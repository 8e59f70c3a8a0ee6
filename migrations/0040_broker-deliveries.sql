-- Deliveries of brokers: noted before they come, screened when they are there, sampled (docs/reference/law.md#i7, #i11).

alter table broker_deliveries add column id uuid;
update broker_deliveries set id = screening_id;
alter table broker_deliveries alter column id set not null, drop constraint broker_deliveries_pkey, add primary key (id);
-- Null: noted, and no file of it was screened yet.
alter table broker_deliveries alter column screening_id drop not null, add constraint broker_deliveries_screening unique (screening_id),
  alter column digest drop not null, alter column rows drop not null, alter column allowed drop not null, alter column refused drop not null,
  add column broker_id uuid references brokers,
  add column file_name text,
  -- What the broker promised, in words and in rows, and its own counts before and after washing against our noes.
  add column promised text, add column promised_rows integer, add column wash_before integer, add column wash_after integer,
  -- Rows that a no stopped on receipt.
  add column stopped integer,
  add column noted_by text;
update broker_deliveries d set broker_id = n.broker_id from broker_names n where n.normal = lower(regexp_replace(btrim(d.broker), '\s+', ' ', 'g'));
create index broker_deliveries_broker on broker_deliveries (broker_id, recorded_at desc);

-- Who stood in the allowed rows of a delivery, as keyed hashes: so a failed sample finds its people in the base. `piece`, `line`: where the row stands in
-- the allowed file while that is kept; null for a list that was screened where it lies.
create table broker_delivery_rows (
  screening_id uuid not null references screenings,
  row_number integer not null,
  piece integer,
  line integer,
  identity_hash bytea not null,
  primary key (screening_id, row_number, identity_hash)
);
create index broker_delivery_rows_identity on broker_delivery_rows (identity_hash);

-- A sample of a delivery, for which the broker is asked to prove each row.
create table broker_samples (
  id uuid primary key,
  delivery_id uuid not null references broker_deliveries,
  -- With it and the rows the draw can be shown again.
  seed bytea not null,
  of_rows integer not null,
  drawn integer not null,
  drawn_by text not null,
  drawn_at timestamptz not null,
  answer_by date not null,
  closed_at timestamptz,
  closed_by text,
  -- As counted when it was closed, with the share that was allowed to stay without proof then.
  proved integer,
  not_proved integer,
  silent integer,
  most_unproved double precision,
  failed boolean,
  check ((closed_at is null) = (failed is null))
);
create unique index broker_samples_open on broker_samples (delivery_id) where closed_at is null;
create index broker_samples_delivery on broker_samples (delivery_id, drawn_at desc);

create table broker_sample_rows (
  sample_id uuid not null references broker_samples,
  place integer not null,
  row_number integer not null,
  identity_hash bytea not null,
  -- Sealed; only while the sample is open, because somebody has to ask the broker for this person.
  address text,
  result text check (result in ('proved', 'not-proved')),
  note text,
  evidence_id uuid references evidence_files,
  recorded_by text,
  recorded_at timestamptz,
  primary key (sample_id, place)
);
