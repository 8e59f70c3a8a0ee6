-- Key pairs that sign receipts; the private half is sealed. The newest that is not retired signs, old ones stay for verification.
create table signing_keys (
  id uuid primary key,
  public_key bytea not null,
  sealed_private text not null,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index signing_keys_active on signing_keys ((true)) where retired_at is null;
