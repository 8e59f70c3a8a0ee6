-- A secondary address that a system may block because Lawbase wrote it for an entry that was corrected since: no new
-- objection until it was read open once (docs/reference/promises.md#i6).
create table kept_address_blocks (
  objection_id uuid not null references objections on delete cascade,
  connection_id uuid not null references connections on delete cascade,
  identity_hash bytea not null,
  state text not null check (state in ('pending', 'open')),
  noted_at timestamptz not null,
  primary key (objection_id, connection_id, identity_hash)
);
create index kept_address_blocks_identity on kept_address_blocks (connection_id, identity_hash);
