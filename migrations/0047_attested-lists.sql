-- A declaration about contacts chosen from the list: the filter as it was shown, and who was in it then.
alter table attestations add column list text;
create table attested_contacts (
  attestation_id uuid not null references attestations,
  contact_id uuid not null references contacts,
  primary key (attestation_id, contact_id)
);
create index attested_contacts_contact on attested_contacts (contact_id);
