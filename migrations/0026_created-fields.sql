-- Which of our tag fields exist in a system: those that were there when a right was last granted. A later version that knows more fields writes
-- only these until an admin has seen the new ones and granted again (docs/reference/promises.md#i9).
alter table connections add column created_fields text[] not null default '{}';
update connections set created_fields = '{verdict,basis,rule,source,collected_on,keep_until,decided_on,objected_on,preference_url}' where provisioned_at is not null;
