-- What vendors of data say of people who opted out there, where nothing is carried to them.
create table vendor_feeds (
  connection_id uuid primary key references connections,
  -- Of the last list that was read to its end: ids in it, and those of them that we keep.
  listed integer,
  known integer,
  -- Since when deliveries were looked at; those before are nobody's matter here.
  looked_at timestamptz,
  -- Messages that were given up, or that could not be read, since when; nobody saw to them yet.
  missed integer not null default 0,
  missed_since timestamptz,
  -- When a person brought the vendor's list last.
  brought_at timestamptz,
  brought_by text
);

-- What a vendor calls people, as it was kept at the purchase.
create table vendor_ids (
  connection_id uuid not null references connections,
  vendor_id text not null,
  identity_hash bytea not null references identities,
  kept_at timestamptz not null,
  -- The vendor says that the person opted out, and it is recorded.
  objected_at timestamptz,
  primary key (connection_id, vendor_id)
);
create index vendor_ids_identity on vendor_ids (identity_hash);

-- Opt-outs of people whom a vendor names by an id alone that nobody kept yet.
create table vendor_unknown (
  connection_id uuid not null references connections,
  vendor_id text not null,
  -- The vendor's own date; null = it gave none.
  opted_out_at timestamptz,
  heard_at timestamptz not null,
  message text not null,
  primary key (connection_id, vendor_id)
);

-- What a vendor last said of a person who was looked up there: proof of what it sold, or stopped selling.
create table vendor_answers (
  connection_id uuid not null references connections,
  identity_hash bytea not null references identities,
  answer text not null check (answer in ('opted-out', 'sold', 'absent', 'unclear')),
  -- The vendor's own word.
  said text not null,
  -- Since when it says the same, and when it was asked last.
  since timestamptz not null,
  asked_at timestamptz not null,
  primary key (connection_id, identity_hash)
);
create index vendor_answers_identity on vendor_answers (identity_hash);
