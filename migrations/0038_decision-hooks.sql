-- Addresses that are told when a verdict changed, and what each is still to be told. The rows are the truth; a job only wakes the sending.
create table decision_hooks (
  id uuid primary key,
  name text not null,
  url text not null,
  -- Sealed: the shared secret that signs every message.
  secret text not null,
  created_by text not null,
  created_at timestamptz not null,
  -- Nothing is sent while it is set; changes are collected all the same.
  paused_at timestamptz,
  pause_reason text,
  -- The message under way: repeated with the same id and the same changes until it is taken.
  message_id text,
  offers integer not null default 0,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  delivered_at timestamptz,
  failure text
);

create table decision_changes (
  id bigint generated always as identity primary key,
  hook_id uuid not null references decision_hooks on delete cascade,
  contact_id uuid not null references contacts,
  at timestamptz not null,
  -- Channel → from, to, rule.
  channels jsonb not null,
  message_id text
);
create index decision_changes_hook on decision_changes (hook_id, id);
