-- Mobiles on the records of somebody who said no to everything: their no covers calls and messages to these too. The person
-- did not name them, so they go with the person's own cells.
alter table objection_identities add column taken boolean not null default false;
create index objection_identities_taken on objection_identities (identity_hash) where taken;
