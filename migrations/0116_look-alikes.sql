-- What else tells that two records are maybe one person: their page at LinkedIn in its normal form, and whether the field for a phone holds a mobile.
alter table remote_records add column linkedin text, add column phone_is_mobile boolean not null default false,
  -- What records are compared by: digits of numbers, and both names in one order without capitals, accents, hyphens and the like.
  add column phone_digits text generated always as (regexp_replace(phone, '\D', '', 'g')) stored,
  add column mobile_digits text generated always as (regexp_replace(mobile, '\D', '', 'g')) stored,
  add column name_key text generated always as (
    case when regexp_replace(lower(normalize(first_name, NFD)), '[\u0300-\u036f''’ .-]', '', 'g') < regexp_replace(lower(normalize(last_name, NFD)), '[\u0300-\u036f''’ .-]', '', 'g')
      then regexp_replace(lower(normalize(first_name, NFD)), '[\u0300-\u036f''’ .-]', '', 'g') || '|' || regexp_replace(lower(normalize(last_name, NFD)), '[\u0300-\u036f''’ .-]', '', 'g')
      else regexp_replace(lower(normalize(last_name, NFD)), '[\u0300-\u036f''’ .-]', '', 'g') || '|' || regexp_replace(lower(normalize(first_name, NFD)), '[\u0300-\u036f''’ .-]', '', 'g') end) stored;
create index remote_records_phone_end on remote_records (right(phone_digits, 8)) where gone_at is null and phone_digits is not null;
create index remote_records_mobile_end on remote_records (right(mobile_digits, 8)) where gone_at is null and mobile_digits is not null;
create index remote_records_name_key on remote_records (name_key) where gone_at is null and name_key is not null;
create index remote_records_linkedin on remote_records (linkedin) where gone_at is null and linkedin is not null;
-- Of what was read before nobody knows them.
update remote_records r set content_hash = '' from connections k where k.id = r.connection_id and k.connector in ('hubspot', 'salesforce') and k.state <> 'disconnected' and r.gone_at is null;
update connections set resync_wanted_at = now() where connector in ('hubspot', 'salesforce') and full_pulled_at is not null and state <> 'disconnected' and resync_wanted_at is null;
