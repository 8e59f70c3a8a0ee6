-- What a system's fields say of who is a customer, and what that means (docs/decisions/0036): the values of a record as they were read, what they mean together, and the relation that deals and dates show by themselves.
alter table remote_records add column relation_values jsonb, add column relation_shown text not null default 'none' check (relation_shown in ('none', 'customer', 'open-deal')),
  add column relation_means text check (relation_means in ('customer', 'prospect', 'former', 'partner', 'unjudged', 'hidden', 'unread'));
-- The fields of each account and how its screens call their values, as last read.
alter table connections add column relation_fields jsonb not null default '[]';
update remote_records set relation_shown = relation where relation <> 'none';
-- Of what was read before nobody knows these values: they keep until they are read again.
update remote_records r set relation_means = 'unread', content_hash = '' from connections k where k.id = r.connection_id and k.connector in ('hubspot', 'salesforce') and k.state <> 'disconnected' and r.gone_at is null;
update connections set resync_wanted_at = now() where connector in ('hubspot', 'salesforce') and full_pulled_at is not null and state <> 'disconnected' and resync_wanted_at is null;
