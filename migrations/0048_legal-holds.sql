-- Nobody on one is removed: a dispute, an audit, an order of a court. Of a person, of everybody with an address of a domain, or of the people a list showed.
create table legal_holds (
  id uuid primary key,
  kind text not null check (kind in ('person', 'domain', 'list')),
  -- The domain, or the filter of the list; empty for a person.
  name text not null default '',
  reason text not null,
  -- First day without it; null = until somebody ends it.
  until date,
  author text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_by text
);
create table legal_hold_contacts (
  hold_id uuid not null references legal_holds,
  contact_id uuid not null references contacts,
  primary key (hold_id, contact_id)
);
create index legal_hold_contacts_contact on legal_hold_contacts (contact_id);

-- Large plans need two different approvers.
alter table removal_plans add column first_approved_by uuid references users;
alter table removal_plans add column first_approved_at timestamptz;
alter table removal_plans add column approvals integer not null default 1;
