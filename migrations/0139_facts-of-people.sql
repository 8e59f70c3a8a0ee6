-- Names of the fields that hold further facts of people and of their deals, by fact, as an admin gave them.
alter table connections add column fact_names jsonb not null default '{}';
-- The first message, call or meeting of ours that a record ever showed (a vendor may forget it), and what showed it.
alter table remote_records add column first_contact_on date, add column first_contact_by text;
-- Deals, first messages and recorded bases are read with people: once more for those that were read before.
update connections set resync_wanted_at = now() where connector in ('hubspot', 'salesforce') and full_pulled_at is not null and state <> 'disconnected' and resync_wanted_at is null;
