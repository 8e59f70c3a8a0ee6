-- A list is recorded by a job that may be cut off and goes on: what was asked, how far it is, and who is at it.
alter table objection_files
  drop column started_at,
  -- Which column holds what, and the country of numbers without a prefix: as it was asked. Business time.
  add column mapping jsonb,
  add column country text,
  add column asked_at timestamptz,
  add column done_count integer not null default 0,
  add column total_count integer,
  -- Wall clock: until then one worker is at it, or nobody tries again.
  add column claimed_until timestamptz;
create index objection_files_asked on objection_files (asked_at) where report is null;
