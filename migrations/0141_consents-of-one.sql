-- Whom one of us heard: at a mailbox that several people share, a consent is theirs alone. Null = the person gave it on a page of ours.
alter table consents add column contact_id uuid references contacts;
update consents k set contact_id = coalesce(c.merged_into, c.id) from audit_events a join contacts c on c.id = a.contact_id
  where k.recorded_by is not null and a.act_id = 'consent:' || k.id;
create index consents_contact on consents (contact_id) where contact_id is not null;

-- Where the data of whoever answers came from is the name of the event: without one their verdict cannot be decided.

alter table questionnaire_versions add constraint questionnaire_versions_event check (content ->> 'event' is not null);
