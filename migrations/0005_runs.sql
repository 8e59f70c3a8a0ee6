-- Hygiene runs, removal plans, the audit log.

create table schedule (
  name text primary key,
  next_run_at timestamptz not null
);

create table hygiene_runs (
  id uuid primary key,
  requested_by text not null,
  state text not null check (state in ('running', 'done', 'failed')),
  mode text not null check (mode in ('full', 'changes')),
  started_at timestamptz not null,
  finished_at timestamptz,
  claimed_until timestamptz,
  report jsonb,
  failure text
);
create unique index hygiene_runs_one on hygiene_runs ((true)) where state = 'running';

create table hygiene_steps (
  run_id uuid not null references hygiene_runs,
  position integer not null,
  name text not null,
  connection_id uuid references connections,
  state text not null check (state in ('pending', 'running', 'done', 'failed', 'skipped')),
  done_count integer not null default 0,
  total_count integer,
  cursor jsonb,
  counts jsonb not null default '{}',
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  failure text,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (run_id, position)
);

create sequence removal_numbers;

create table removal_plans (
  id uuid primary key,
  number text not null unique,
  kind text not null check (kind in ('silent', 'objected', 'no-source', 'erasure')),
  state text not null check (state in ('planned', 'stopped', 'approved', 'held', 'binning', 'done', 'refused', 'expired', 'superseded')),
  author text not null,
  run_id uuid references hygiene_runs,
  base_count integer not null,
  candidate_count integer not null,
  guards jsonb not null,
  digest text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  approved_by uuid references users,
  approved_at timestamptz,
  refused_by uuid references users,
  refusal text,
  held_until timestamptz,
  next_step_at timestamptz,
  finished_at timestamptz,
  stopped_reason text
);
create index removal_plans_due on removal_plans (next_step_at) where state in ('approved', 'held', 'binning');

create table removal_items (
  plan_id uuid not null references removal_plans,
  contact_id uuid not null references contacts,
  state text not null check (state in ('planned', 'held', 'binned', 'taken-out', 'restored', 'refused')),
  reason text,
  last_act_at timestamptz,
  last_act_kind text,
  term_on date not null,
  updated_at timestamptz not null,
  primary key (plan_id, contact_id)
);
create index removal_items_contact on removal_items (contact_id);

create table removal_records (
  plan_id uuid not null references removal_plans,
  record_id bigint not null references remote_records,
  contact_id uuid not null references contacts,
  connection_id uuid not null references connections,
  state text not null check (state in ('planned', 'held', 'binned', 'released', 'refused')),
  held_value text,
  held_at timestamptz,
  binned_value text,
  binned_at timestamptz,
  detail text,
  primary key (plan_id, record_id)
);

-- Only to replay after a restore and to recognise a return; erased after 13 months.
create table removal_memory (
  identity_hash bytea primary key,
  removed_at timestamptz not null
);

-- One row per act on a person, inserted in the act's own transaction, then chained by the sealer (docs/reference/promises.md#i7).
create table audit_events (
  id bigint generated always as identity primary key,
  act_id text not null unique,
  act text not null,
  at timestamptz not null,
  actor text not null,
  contact_id uuid,
  connection_id uuid,
  details jsonb not null default '{}',
  seq bigint unique,
  chain bytea
);
create index audit_events_unsealed on audit_events (id) where seq is null;
create index audit_events_contact on audit_events (contact_id, id);
