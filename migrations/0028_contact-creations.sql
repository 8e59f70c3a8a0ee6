-- Whoever answered a questionnaire becomes a contact in the chosen CRM. The row is the truth; a job only wakes it.
create table contact_creations (
  answer_id uuid primary key references questionnaire_answers,
  connection_id uuid not null references connections,
  state text not null check (state in ('due', 'done', 'refused')),
  -- The record that was made, or that held the address already.
  object text,
  remote_id text,
  existing boolean,
  -- Why it waits or was refused, in words for the admin.
  reason text,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  done_at timestamptz
);
create index contact_creations_due on contact_creations (next_attempt_at) where state = 'due';
create index contact_creations_connection on contact_creations (connection_id) where state <> 'done';
