-- A mapped value of a field only declares where data came from. What was seen beside it makes the source proven: an answer on one of our forms, a form or a
-- campaign that the system itself shows, or what a DPO attested for this one person with a file (docs/reference/law.md#c).
alter table sources
  add column proof text check (proof in ('answer', 'form', 'campaign', 'attestation')),
  add column proof_by text,
  add column proof_note text,
  add constraint sources_attested check ((proof is distinct from 'attestation') = (proof_by is null));
update sources set proof = 'answer' where kind = 'C4' and record_id is null and connection_id is null and not assumed;
alter table evidence_files add column source_id bigint references sources on delete set null;
create index evidence_files_source on evidence_files (source_id) where source_id is not null;
