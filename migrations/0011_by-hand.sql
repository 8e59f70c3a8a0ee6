-- Noes that came by phone, by post or face to face: scans kept as proof, and looking somebody up while they wait.

-- `content` is sealed. Without an objection it is an upload of a form that was not sent yet.
create table evidence_files (
  id uuid primary key,
  objection_id uuid references objections,
  digest bytea not null,
  media_type text not null,
  name text not null,
  size integer not null,
  content text not null,
  uploaded_by text not null,
  created_at timestamptz not null
);
create index evidence_files_objection on evidence_files (objection_id);

create index remote_records_last_name on remote_records (lower(last_name) text_pattern_ops);
create index remote_records_first_name on remote_records (lower(first_name) text_pattern_ops);
create index remote_records_company on remote_records (lower(company) text_pattern_ops);
create index identities_value on identities (value text_pattern_ops);
-- The last nine digits are the same however a number is written.
create index remote_records_phone on remote_records (right(regexp_replace(coalesce(phone, ''), '\D', '', 'g'), 9));
create index remote_records_mobile on remote_records (right(regexp_replace(coalesce(mobile, ''), '\D', '', 'g'), 9));
