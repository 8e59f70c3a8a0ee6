-- The numbers of a record as they are compared with those of others, one row a line: digits with the country in front where
-- that is known, else as typed. Two lines whose countries are known are one where all digits are the same; a fixed line in
-- the field for a mobile is no mobile.
create table record_lines (
  record_id bigint not null references remote_records (id) on delete cascade,
  digits text not null,
  known boolean not null,
  is_mobile boolean not null,
  primary key (record_id, digits)
);
create index record_lines_end on record_lines (right(digits, 8));
-- Until they are read again, nobody knows the countries of those that were read before.
insert into record_lines (record_id, digits, known, is_mobile)
  select id, digits, false, bool_or(is_mobile) from (
    select id, phone_digits as digits, phone_is_mobile as is_mobile from remote_records union all select id, mobile_digits, true from remote_records) l
  where length(digits) >= 8 group by id, digits;
alter table remote_records drop column phone_digits, drop column mobile_digits, drop column phone_is_mobile;

-- Whose removal a hash is remembered of: who is restored is forgotten by all that they are known by, and nobody else with
-- them. Of hashes of former purges that no address names it is unknown: an id that is nobody's.
alter table removal_memory add column contact_id uuid;
update removal_memory m set contact_id = o.id from (
  select distinct on (m.identity_hash) m.identity_hash, c.id from contacts c join remote_records r on r.contact_id = c.id join known_identities ri on ri.record_id = r.id
    join removal_memory m on m.identity_hash = ri.identity_hash and m.removed_at = c.purged_at where c.purged_at is not null order by m.identity_hash, c.id) o
  where o.identity_hash = m.identity_hash;
update removal_memory m set contact_id = o.id from (
  select purged_at, min(id::text)::uuid as id from contacts where purged_at is not null group by purged_at having count(*) = 1) o
  where m.contact_id is null and m.removed_at = o.purged_at;
update removal_memory set contact_id = gen_random_uuid() where contact_id is null;
alter table removal_memory alter column contact_id set not null, drop constraint removal_memory_pkey, add primary key (identity_hash, contact_id);
create index removal_memory_contact on removal_memory (contact_id);

-- What a record shows of its person is read anew, in the form in which countries tell numbers apart.
delete from record_traces;
update remote_records r set content_hash = '' from connections k where k.id = r.connection_id and k.state <> 'disconnected' and r.gone_at is null;
update connections set resync_wanted_at = now() where full_pulled_at is not null and state <> 'disconnected' and resync_wanted_at is null;
