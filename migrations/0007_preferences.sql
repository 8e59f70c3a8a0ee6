-- Kinds of message, pauses, opting in again, what a page showed, and the nightly look at our own links.

alter table objections add column kinds text[] not null default '{}';

-- kind '' = all kinds, those not thought of yet included.
alter table suppressions add column kind text not null default '';
alter table suppressions drop constraint suppressions_pkey;
alter table suppressions add primary key (identity_hash, channel, kind);

-- Blocks of one kind as the vendor shows them: `email:newsletter` → state and the vendor's own names for it.
alter table remote_records add column kind_blocks jsonb not null default '{}';

-- Switches of a vendor that Lawbase set for one kind, so that they are never taken for a no of the person (docs/reference/promises.md#i6).
-- target: the vendor's record id, or the hex of an identity hash.
create table own_kind_blocks (
  connection_id uuid not null references connections,
  target text not null,
  vendor_name text not null,
  read_at timestamptz not null,
  primary key (connection_id, target, vendor_name)
);

-- "Not for now": by the person (a pause) or by us. until: the first day on which it no longer holds; null = until somebody ends it.
create table holds (
  id uuid primary key,
  contact_id uuid not null references contacts,
  reason text not null,
  until date,
  actor text not null,
  evidence jsonb not null default '{}',
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by text
);
create index holds_active on holds (contact_id) where ended_at is null;
create index holds_ending on holds (until) where ended_at is null;

-- What the active holds of a contact ask for, on its way to one Connection.
create table hold_carryings (
  contact_id uuid not null references contacts,
  connection_id uuid not null references connections,
  state text not null check (state in ('due', 'sending', 'done', 'refused')),
  next_attempt_at timestamptz not null,
  claimed_until timestamptz,
  attempts integer not null default 0,
  version integer not null default 0,
  detail text,
  read_back text,
  done_at timestamptz,
  primary key (contact_id, connection_id)
);
create index hold_carryings_due on hold_carryings (connection_id, next_attempt_at) where state in ('due', 'sending');

-- Texts that a page showed to somebody who then chose: the proof of a choice names one by its hash.
create table shown_texts (
  hash bytea primary key,
  language text not null,
  body jsonb not null,
  first_shown_at timestamptz not null
);

-- Mails to a person whose button must be pressed before anything is freed. The token is made when the mail is sent.
create table person_mails (
  id uuid primary key,
  kind text not null check (kind in ('opt-in', 'not-me')),
  contact_id uuid not null references contacts,
  identity_hash bytea not null references identities,
  language text not null,
  masked text not null,
  subject text not null,
  -- With `{url}` where the button's address goes.
  body text not null,
  -- What is freed on the button: channels and kinds; and the noes that stay, recorded first.
  wanted jsonb not null,
  objection_id uuid references objections,
  shown bytea references shown_texts,
  token_hash bytea unique,
  created_at timestamptz not null,
  next_attempt_at timestamptz,
  attempts integer not null default 0,
  claimed_until timestamptz,
  sent_at timestamptz,
  failure text,
  expires_at timestamptz not null,
  confirmed_at timestamptz
);
create index person_mails_due on person_mails (next_attempt_at) where next_attempt_at is not null;

-- A person's later, evidenced act that ends suppressions for what it covers.
create table lifts (
  id uuid primary key,
  mail_id uuid not null unique references person_mails,
  contact_id uuid not null references contacts,
  identity_hash bytea not null references identities,
  scope jsonb not null,
  evidence jsonb not null,
  lifted_at timestamptz not null
);
create index lifts_contact on lifts (contact_id);

-- The suppressions as they stood before they were lifted.
create table lifted_suppressions (
  lift_id uuid not null references lifts,
  identity_hash bytea not null,
  channel text not null,
  kind text not null,
  since timestamptz not null,
  objection_id uuid not null references objections,
  primary key (lift_id, identity_hash, channel, kind)
);

-- Blocks that stood in a system when they were lifted: not a new no until they were seen open once.
create table lifted_blocks (
  lift_id uuid not null references lifts,
  record_id bigint not null references remote_records on delete cascade,
  channel text not null,
  kind text not null default '',
  state text not null check (state in ('pending', 'open')),
  noted_at timestamptz not null,
  -- Null = nothing more that we can do: the system opens it to the person only.
  next_attempt_at timestamptz,
  attempts integer not null default 0,
  detail text,
  primary key (lift_id, record_id, channel, kind)
);
create index lifted_blocks_record on lifted_blocks (record_id) where state = 'pending';
create index lifted_blocks_due on lifted_blocks (next_attempt_at) where state = 'pending' and next_attempt_at is not null;

create table brand_images (
  hash text primary key,
  type text not null check (type in ('image/png', 'image/jpeg', 'image/webp')),
  body bytea not null,
  created_at timestamptz not null
);

create table link_probes (
  id uuid primary key,
  token_hash bytea not null unique,
  asked_at timestamptz not null,
  claimed_until timestamptz,
  posted_at timestamptz,
  finished_at timestamptz,
  ok boolean,
  detail text
);
create index link_probes_asked on link_probes (asked_at desc);
