-- Contacts that were one until a system gave the person a new address, and that no name tells apart: the one says no for the other.
create table parted_contacts (
  contact_id uuid not null references contacts,
  other_id uuid not null references contacts,
  parted_at timestamptz not null,
  primary key (contact_id, other_id),
  check (contact_id <> other_id)
);
create index parted_contacts_other on parted_contacts (other_id);
