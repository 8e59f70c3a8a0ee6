-- Addresses that a record had before. Its person may still say no or act under them: an unsubscribe link in an old mail, a click that a tool tells late.
create table former_identities (
  record_id bigint not null references remote_records on delete cascade,
  identity_hash bytea not null references identities,
  left_at timestamptz not null,
  primary key (record_id, identity_hash)
);
create index former_identities_identity on former_identities (identity_hash);
create index lifts_identity on lifts (identity_hash);
create index lifted_suppressions_identity on lifted_suppressions (identity_hash);

-- What a record has or had. `until`: what happens under the address later is not its person's; that of a former one is, unless a record holds it now.
create view known_identities as
  select record_id, identity_hash, position, false as former, 'infinity'::timestamptz as until from record_identities
  union all
  select f.record_id, f.identity_hash, null, true,
    case when exists (select 1 from record_identities o join remote_records r on r.id = o.record_id and r.gone_at is null where o.identity_hash = f.identity_hash) then f.left_at else 'infinity' end
  from former_identities f;
