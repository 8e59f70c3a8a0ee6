-- One search for names, companies and addresses, whatever accents, signs and order they are typed in. `search_fold`
-- makes plain small letters and single blanks of a text; `search_vector` holds its words, those with an apostrophe
-- whole and in parts. No extension is needed.
create function search_fold(text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(regexp_replace(replace(replace(replace(translate(lower(normalize(coalesce($1, ''), NFD)),
    'øØłŁđĐðÐıŒÆẞ', 'oollddddiœæß'), 'ß', 'ss'), 'œ', 'oe'), 'æ', 'ae'), '[\u0300-\u036f]', '', 'g'),
    '[\u0001- !-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f]+', ' ', 'g'))
$$;
-- The same expression once more: while an index is built, no function of ours is found by its name alone.
create function search_vector(text) returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple'::regconfig, string_agg(btrim(regexp_replace(regexp_replace(replace(replace(replace(translate(lower(normalize(coalesce(part, ''), NFD)),
    'øØłŁđĐðÐıŒÆẞ', 'oollddddiœæß'), 'ß', 'ss'), 'œ', 'oe'), 'æ', 'ae'), '[\u0300-\u036f]', '', 'g'),
    '[\u0001- !-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f]+', ' ', 'g')), ' '))
  from (values ($1), (regexp_replace($1, '[''’‘ʼ`´]', '', 'g'))) as written (part)
$$;
create index remote_records_words on remote_records using gin (
  search_vector(coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(company, ''))
) where gone_at is null and contact_id is not null;
create index identities_words on identities using gin (search_vector(value)) where value is not null;
create index remote_records_remote_id on remote_records (remote_id text_pattern_ops);
-- The search by beginnings of single fields goes: no statement uses it any more.
drop index remote_records_last_name;
drop index remote_records_first_name;
drop index remote_records_company;
