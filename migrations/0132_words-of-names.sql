-- A record may keep both names in one field, with a title beside them: whoever asks by name is found by the words of both.
create index remote_records_name_words on remote_records using gin (
  (string_to_array(btrim(regexp_replace(regexp_replace(lower(normalize(coalesce(first_name, '') || ' ' || coalesce(last_name, ''), NFD)), '[\u0300-\u036f''’.]', '', 'g'), '[\s,;:/()|&+"_\u2010-\u2015-]+', ' ', 'g')), ' '))
) where gone_at is null;
