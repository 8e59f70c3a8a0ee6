-- The field of a system's companies that holds their legal form, as an admin named it; empty = none.
alter table connections add column legal_form_property text not null default '';
-- What systems say of the company of a person is read with the person: once more for those that were read before.
update connections set resync_wanted_at = now() where connector in ('hubspot', 'salesforce') and full_pulled_at is not null and state <> 'disconnected' and resync_wanted_at is null;
