-- Whoever asks what is held of them and is in no system stands in the register too, and gets an answer (GDPR art. 12(3), 15(1)).
alter table access_requests alter column contact_id drop not null,
  -- Null = nobody said in which language they are answered.
  add column language text check (language in ('fr', 'en')),
  -- Address, number and name as they were given, sealed; null = a contact, or brought back from the journal, which holds none.
  add column sealed text,
  -- What was searched last, in which systems as of when, and what was found.
  add column looked jsonb,
  add column looked_at timestamptz,
  -- When a record of them came into the base while they waited.
  add column found_at timestamptz;
-- By what they are known again.
create table access_identities (
  request_id uuid not null references access_requests on delete cascade,
  identity_hash bytea not null,
  primary key (request_id, identity_hash)
);
create index access_identities_hash on access_identities (identity_hash);
create index access_requests_answered on access_requests (answered_at) where answered_at is not null;
