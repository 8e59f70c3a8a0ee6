-- Noes, what they suppress for ever, and their way to each connected system.

create sequence objection_numbers;

create table objections (
  id uuid primary key,
  number text not null unique,
  contact_id uuid references contacts,
  channels text[] not null,
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  door text not null,
  origin_connection_id uuid references connections,
  lane text not null check (lane in ('objection', 'backfill')),
  reason text not null check (reason in ('objection', 'complaint', 'erasure')),
  actor text not null,
  evidence jsonb not null default '{}',
  idempotency_key text unique
);
create index objections_contact on objections (contact_id);
create index objections_recent on objections (recorded_at desc);

create table objection_identities (
  objection_id uuid not null references objections,
  identity_hash bytea not null references identities,
  primary key (objection_id, identity_hash)
);
create index objection_identities_identity on objection_identities (identity_hash);

-- The standing order. Outlives the contact; the earliest no stays (docs/reference/law.md#f18).
create table suppressions (
  identity_hash bytea not null references identities,
  channel text not null,
  since timestamptz not null,
  objection_id uuid not null references objections,
  primary key (identity_hash, channel)
);

create table propagations (
  id uuid primary key,
  objection_id uuid not null references objections,
  connection_id uuid not null references connections,
  state text not null,
  lane text not null,
  reason text,
  owner text,
  detail text,
  attempts integer not null default 0,
  verify_first boolean not null default false,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  ticket text,
  proof smallint,
  created_at timestamptz not null,
  first_sent_at timestamptz,
  written_at timestamptz,
  -- Business time by which a written block must show.
  show_by timestamptz,
  done_at timestamptz,
  version integer not null default 0,
  repaired_records integer not null default 0,
  unique (objection_id, connection_id)
);
create index propagations_due on propagations (connection_id, lane, next_attempt_at) where state in ('queued', 'waiting', 'written');
create index propagations_claimed on propagations (claimed_until) where state = 'sending';

-- What was read back, per record or address and channel. target: the vendor's record id, or the hex of an identity hash.
create table propagation_items (
  propagation_id uuid not null references propagations,
  target text not null,
  target_kind text not null check (target_kind in ('record', 'address')),
  channel text not null,
  level text not null check (level in ('enforced', 'marked')),
  value text not null,
  read_at timestamptz not null,
  primary key (propagation_id, target, channel)
);

-- A person's own link: narrows or stops, never opens. Outlives the contact.
create table person_links (
  token_hash bytea primary key,
  contact_id uuid not null references contacts,
  identity_hashes bytea[] not null,
  masked text not null,
  language text not null,
  created_at timestamptz not null
);
create index person_links_contact on person_links (contact_id);

create table webhook_deliveries (
  id bigint generated always as identity primary key,
  app_key text not null,
  connector text not null,
  dedupe_key text not null,
  account_id text not null,
  object text,
  remote_id text,
  kind text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  state text not null check (state in ('new', 'done', 'ignored', 'duplicate')),
  reason text,
  done_at timestamptz
);
create unique index webhook_deliveries_once on webhook_deliveries (app_key, dedupe_key) where state <> 'duplicate';
create index webhook_deliveries_new on webhook_deliveries (id) where state = 'new';
