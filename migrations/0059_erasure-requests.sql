-- A person asked for their data to be erased (GDPR art. 17, docs/reference/law.md#f21). No name or address: the removed contact's random id is all that is left.
create table erasure_requests (
  id uuid primary key,
  number text not null unique,
  contact_id uuid not null references contacts,
  objection_id uuid not null references objections,
  review_id uuid references reviews,
  -- Null = the records stay: what is not needed went, what a contract or a law needs is told to the person.
  plan_id uuid references removal_plans,
  kept text not null default '',
  kept_until date,
  door text not null,
  received_on date not null,
  due_on date not null,
  decided_by text not null,
  decided_at timestamptz not null,
  answered_by text,
  answered_at timestamptz
);
create unique index erasure_requests_open on erasure_requests (contact_id) where answered_at is null;
create index erasure_requests_due on erasure_requests (due_on) where answered_at is null;
create sequence erasure_numbers;
