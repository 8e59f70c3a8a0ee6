-- Lists that are checked before anybody imports them. For seven days: the sealed list, then both sealed results. Afterwards only figures and the digest.

create table screenings (
  id uuid primary key,
  digest bytea not null,
  size bigint not null,
  uploaded_by text not null,
  -- Business time; everything about persons is erased seven days later.
  created_at timestamptz not null,
  erased_at timestamptz,
  -- Name of the file; null once erased, and for a list that was checked from the command line.
  name text,
  -- Which column holds what; null until somebody said it, and once erased.
  mapping jsonb,
  -- What is declared for the whole list: channel, offer, source.
  ask jsonb,
  asked_at timestamptz,
  total_rows integer,
  -- How far it is: rows read, and blocks of results written.
  done_rows integer not null default 0,
  blocks integer not null default 0,
  counts jsonb,
  -- Rows that could not be read: their number, field and fault, never a cell. Null once erased.
  faults jsonb,
  finished_at timestamptz,
  -- Why the list could not be screened to its end.
  failure text,
  failure_where text,
  -- Wall clock: until then one worker is at it, or nobody tries again.
  claimed_until timestamptz
);
create index screenings_asked on screenings (asked_at) where asked_at is not null and finished_at is null;
create index screenings_old on screenings (created_at) where erased_at is null;

-- Pieces of the list as it came and of its results, each sealed in its place.
create table screening_pieces (
  screening_id uuid not null references screenings on delete cascade,
  part text not null check (part in ('content', 'allowed', 'refused')),
  position integer not null,
  body text not null,
  primary key (screening_id, part, position)
);

-- What a broker delivered, when, and what of it may be used (docs/reference/law.md#c7, #i7). It stays.
create table broker_deliveries (
  screening_id uuid primary key references screenings,
  connection_id uuid references connections,
  broker text not null,
  reference text,
  obtained_on date not null,
  digest bytea not null,
  rows integer not null,
  allowed integer not null,
  refused integer not null,
  recorded_at timestamptz not null
);
create index broker_deliveries_recorded on broker_deliveries (recorded_at desc);
