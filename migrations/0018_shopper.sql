-- The mystery shopper: contacts of our own making that say no on a schedule, to measure how long a no takes.
-- Whatever holds one of these addresses is left out of everything that counts (src/store/without-shopper.ts).

create table shopper_rounds (
  id uuid primary key,
  state text not null check (state in ('planting', 'seeing', 'acting', 'following', 'erasing', 'done')),
  requested_by text not null,
  -- Forgotten with the round; its hash stays, because a page that was read before the end brings the address back.
  email text,
  door text not null,
  door_connection_id uuid references connections,
  started_at timestamptz not null,
  acted_at timestamptz,
  finished_at timestamptz,
  next_step_at timestamptz,
  claimed_until timestamptz,
  version integer not null default 0,
  attempts integer not null default 0,
  failure text
);
create unique index shopper_rounds_one on shopper_rounds ((true)) where state <> 'done';
create index shopper_rounds_started on shopper_rounds (started_at desc);

create table shopper_identities (
  identity_hash bytea primary key references identities,
  round_id uuid not null references shopper_rounds
);
create index shopper_identities_round on shopper_identities (round_id);

create table shopper_round_systems (
  round_id uuid not null references shopper_rounds,
  connection_id uuid not null references connections,
  object text,
  remote_id text,
  -- Why the contact could not be made there.
  refusal text,
  read_back_at timestamptz,
  erased_at timestamptz,
  -- How the erasing ended, in the vendor's words; set without erased_at: the contact is still there.
  erasure text,
  primary key (round_id, connection_id)
);

create sequence shopper_numbers;

-- What holds such an address and no other: a record that somebody gave a second address is a person's, and counts.
create view shopper_records as
  select r.id, r.contact_id from shopper_identities s join record_identities ri on ri.identity_hash = s.identity_hash join remote_records r on r.id = ri.record_id
  where not exists (select 1 from record_identities other where other.record_id = r.id and other.identity_hash <> s.identity_hash);
create view shopper_objections as
  select oi.objection_id as id from shopper_identities s join objection_identities oi on oi.identity_hash = s.identity_hash
  where not exists (select 1 from objection_identities other where other.objection_id = oi.objection_id and other.identity_hash <> s.identity_hash);

-- A round that is late raises the same alarm, told apart from noes of people.
alter table alarms add column shopper boolean not null default false;
drop index alarms_open;
create unique index alarms_open on alarms (connection_id, step, shopper) where ended_at is null;
