-- Noes that are not everywhere after a time of the settings. One open alarm per Connection and step; its mail goes to each reader once.
create table alarms (
  id uuid primary key,
  connection_id uuid not null references connections,
  step integer not null check (step between 1 and 3),
  after_minutes integer not null,
  noes integer not null,
  since timestamptz not null,
  raised_at timestamptz not null,
  ended_at timestamptz,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  attempts integer not null default 0,
  told text[] not null default '{}',
  failure text
);
create unique index alarms_open on alarms (connection_id, step) where ended_at is null;
create index alarms_due on alarms (next_attempt_at) where next_attempt_at is not null;

-- Business time since when a Propagation is open again, after it had ended once.
alter table propagations add column woken_at timestamptz;
create index propagations_open_since on propagations ((coalesce(woken_at, created_at))) where lane = 'objection' and state in ('queued', 'sending', 'written', 'waiting', 'refused');
