-- A consent on paper, or said to somebody of ours who wrote it down (docs/reference/law.md#e): its text and file are kept like those of a form.
alter table consents add column recorded_by text;
alter table consents drop constraint consents_act_check;
alter table consents add constraint consents_act_check check (act in ('tick', 'signature', 'button', 'spoken'));
alter table consents drop constraint consents_origin;
alter table consents add constraint consents_origin check (case
  when recorded_by is not null then answer_id is null and ask_id is null and version_id is null and text_hash is not null and act in ('signature', 'spoken')
  when ask_id is null then answer_id is not null and version_id is not null
  else text_hash is not null end);
alter table evidence_files add column consent_id uuid references consents;
create index evidence_files_consent on evidence_files (consent_id) where consent_id is not null;
