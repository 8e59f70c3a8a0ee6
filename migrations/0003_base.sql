-- The base: one row per person we may prospect, and the copies that stand in the connected systems.

create table contacts (
  id uuid primary key,
  created_at timestamptz not null,
  merged_into uuid references contacts,
  purged_at timestamptz
);

-- hash: HMAC of the normal form under the identity key. value is erased when no record holds it any more.
create table identities (
  hash bytea primary key,
  kind text not null check (kind in ('email', 'phone')),
  value text,
  role boolean not null default false,
  private_mailbox boolean not null default false,
  created_at timestamptz not null
);

create table remote_records (
  id bigint generated always as identity primary key,
  connection_id uuid not null references connections,
  object text not null,
  remote_id text not null,
  contact_id uuid references contacts,
  link_reason text,
  first_name text,
  last_name text,
  job_title text,
  company text,
  country text,
  phone text,
  mobile text,
  source_value text,
  blocks jsonb not null default '{}',
  acts jsonb not null default '[]',
  last_act_at timestamptz,
  last_act_kind text,
  last_open_at timestamptz,
  created_remote_at timestamptz not null,
  modified_remote_at timestamptz not null,
  relation text not null check (relation in ('none', 'customer', 'open-deal')),
  tags jsonb not null default '{}',
  written_tags jsonb not null default '{}',
  tagged_at timestamptz,
  hold_until date,
  content_hash bytea not null,
  seen_at timestamptz not null,
  changed_at timestamptz not null,
  matched_at timestamptz,
  gone_at timestamptz,
  gone_reason text,
  unique (connection_id, object, remote_id)
);
create index remote_records_contact on remote_records (contact_id);
create index remote_records_unmatched on remote_records (id) where matched_at is null;

create table record_identities (
  record_id bigint not null references remote_records on delete cascade,
  identity_hash bytea not null references identities,
  position integer not null,
  primary key (record_id, identity_hash)
);
create index record_identities_identity on record_identities (identity_hash);

-- Append-only (docs/reference/law.md#c15): a source is never overwritten.
create table sources (
  id bigint generated always as identity primary key,
  contact_id uuid not null references contacts,
  record_id bigint references remote_records on delete set null,
  connection_id uuid references connections,
  kind text not null,
  name text not null,
  broker_connection_id uuid references connections,
  obtained_on date,
  assumed boolean not null,
  created_at timestamptz not null,
  unique nulls not distinct (contact_id, record_id, kind, name)
);
create index sources_contact on sources (contact_id);

create table decisions (
  contact_id uuid primary key references contacts,
  verdict text not null,
  basis text,
  rule text not null,
  rules text[] not null,
  detail jsonb not null,
  clock_state text not null,
  started_at timestamptz,
  started_assumed boolean not null default false,
  last_act_at timestamptz,
  last_act_kind text,
  term_on date,
  changes_on date,
  decided_at timestamptz not null
);
create index decisions_verdict on decisions (verdict, contact_id);
create index decisions_changes on decisions (changes_on);

create table decision_journal (
  id bigint generated always as identity primary key,
  contact_id uuid not null references contacts,
  verdict text not null,
  previous text,
  rule text not null,
  at timestamptz not null
);
create index decision_journal_contact on decision_journal (contact_id, id);
