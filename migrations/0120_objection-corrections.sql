-- An objection that was entered for the wrong person. The entry stays as it was; that it was corrected is no act of the
-- person, and never a lift (law.md F18).
create table objection_corrections (
  objection_id uuid primary key references objections on delete cascade,
  reason text not null,
  corrected_by text not null,
  corrected_at timestamptz not null,
  -- The same words, recorded for the right person; null = nobody was named.
  right_objection_id uuid references objections on delete set null
);
create index objection_corrections_at on objection_corrections (corrected_at);
create index objection_corrections_right on objection_corrections (right_objection_id) where right_objection_id is not null;

-- A system that was told of a mistaken entry and that nobody reads: open until somebody says that it was taken back there.
create table correction_tasks (
  objection_id uuid not null references objection_corrections on delete cascade,
  connection_id uuid not null references connections,
  told_at timestamptz,
  done_at timestamptz,
  done_by text,
  note text,
  primary key (objection_id, connection_id)
);

-- What was said again while an earlier objection covered it: it stands by itself as soon as that one was a mistake.
create table repeated_objections (
  id uuid primary key,
  objection_id uuid not null references objections on delete cascade,
  contact_id uuid references contacts,
  channels text[] not null,
  kinds text[] not null,
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  door text not null,
  origin_connection_id uuid references connections,
  reason text not null,
  asks_erasure boolean not null,
  actor text not null,
  evidence jsonb not null
);
-- Said by the same door in the same words it is kept once.
create unique index repeated_objections_once on repeated_objections (objection_id, door, coalesce(origin_connection_id, '00000000-0000-0000-0000-000000000000'), channels, kinds, reason);
create table repeated_identities (
  repeated_id uuid not null references repeated_objections on delete cascade,
  identity_hash bytea not null references identities,
  primary key (repeated_id, identity_hash)
);
create index repeated_identities_identity on repeated_identities (identity_hash);

-- Cells of records that were open when Lawbase went to write them: what a correction may open again.
create table own_blocks (
  propagation_id uuid not null references propagations on delete cascade,
  record_id bigint not null references remote_records on delete cascade,
  channel text not null,
  kind text not null default '',
  primary key (propagation_id, record_id, channel, kind)
);
create index own_blocks_record on own_blocks (record_id);

-- A block that stays in a system is explained by the lift or by the mistaken entry that ended what it stood for.
alter table lifted_blocks drop constraint lifted_blocks_lift_id_fkey;
alter table lifted_blocks rename column lift_id to cause_id;
-- Lawbase may have written it just before, and nobody has read it since: what we knew of the record says nothing.
alter table lifted_blocks add column unread boolean not null default false;
