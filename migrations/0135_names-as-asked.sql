-- Whoever asks by name is found whichever way letters of other alphabets are written (ß, ø, ł, œ), also on a record that
-- its system deleted and of which Lawbase still holds the name.
drop index remote_records_name_words;
create function name_words(first_name text, last_name text) returns text[] language sql immutable parallel safe as $$
  select string_to_array(btrim(regexp_replace(regexp_replace(replace(replace(replace(translate(lower(normalize(coalesce(first_name, '') || ' ' || coalesce(last_name, ''), NFD)),
    'øØłŁđĐðÐıŒÆẞ', 'oollddddiœæß'), 'ß', 'ss'), 'œ', 'oe'), 'æ', 'ae'), '[\u0300-\u036f''’‘ʼ`´.]', '', 'g'), '[\s,;:/()|&+"_\u2010-\u2015-]+', ' ', 'g')), ' ')
$$;
create index remote_records_name_words on remote_records using gin (name_words(first_name, last_name)) where contact_id is not null and coalesce(first_name, last_name) is not null;
-- Numbers that nobody could read, such as two in one field or one with an extension behind it.
create index record_lines_unread on record_lines (digits) where not known and length(digits) > 10;
