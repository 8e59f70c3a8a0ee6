-- What is open with a person at each record, as it was read last: {kind: count}, and what could not be known:
-- {kind: {en, fr}}.
create table record_dependencies (
  record_id bigint primary key references remote_records on delete cascade,
  found jsonb not null,
  unread jsonb not null,
  read_at timestamptz not null
);

-- Who was past the term and stayed, and by which guard: only of the plan that stands.
create table removal_kept (
  plan_id uuid not null references removal_plans on delete cascade,
  contact_id uuid not null references contacts on delete cascade,
  guard text not null,
  -- [{connectionId, kind, count}] of a dependency, [{connectionId, kind, en, fr}] of what is unknown.
  what jsonb not null,
  primary key (plan_id, contact_id)
);
create index removal_kept_contact on removal_kept (contact_id);
