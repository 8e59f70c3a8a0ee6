-- Texts with which people are told where their data came from (docs/reference/law.md#d). A save is a new version; what was sent points at one.
create table notice_versions (
  number integer primary key,
  -- Language code → text with its merge fields.
  texts jsonb not null,
  digest text not null,
  author text not null,
  created_at timestamptz not null
);

-- What happened to a notice of one person: sent, came back, or exempt with a reason. Append-only; the identity is the keyed hash of the address.
create table notices (
  id bigint generated always as identity primary key,
  identity_hash bytea not null references identities,
  event text not null check (event in ('sent', 'bounced', 'exempt')),
  on_day date not null,
  version integer references notice_versions,
  language text,
  channel text not null,
  -- What the sender knows the message by; with it the same report twice is one.
  message_id text,
  reason text,
  review_on date,
  reported_by text not null,
  created_at timestamptz not null
);
create index notices_identity on notices (identity_hash);
create unique index notices_message on notices (identity_hash, event, message_id) where message_id is not null;
