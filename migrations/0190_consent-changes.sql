-- works with: 0.1
-- What fields said of a consent, and since when they say it no more (docs/decisions/0067).
create table consent_changes (
  id uuid primary key,
  connection_id uuid not null references connections,
  -- Null: a record that a restored backup does not know.
  record_id bigint references remote_records on delete cascade,
  field text not null,
  -- no: the field says no; unknown: it is empty, or says what nobody judged; yes: again, after an end.
  said text not null check (said in ('yes', 'no', 'unknown')),
  channels text[] not null,
  -- What the field showed while it said yes, and what it shows since; '' = nothing.
  value text not null,
  shown text not null,
  -- Of an end: since when the field had said yes, as far as that is known.
  since timestamptz,
  at timestamptz not null,
  dated text not null check (dated in ('history', 'seen')),
  seen_at timestamptz not null
);
create index consent_changes_record on consent_changes (record_id);
create index consent_changes_at on consent_changes (at);
-- Addresses of the person then.
create table consent_change_identities (
  change_id uuid not null references consent_changes on delete cascade,
  identity_hash bytea not null,
  primary key (change_id, identity_hash)
);
create index consent_change_identities_hash on consent_change_identities (identity_hash);
