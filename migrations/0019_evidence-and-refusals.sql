-- One table for files of proof, whatever they prove.

-- A file without any of these is an upload whose form was never sent.
alter table evidence_files add column broker_task_id uuid references broker_tasks;
create unique index evidence_files_broker_task on evidence_files (broker_task_id);
create index evidence_files_digest on evidence_files (digest);

-- Bytes of earlier files of broker tasks. Only the program can seal: it does at its start, and empties this.
alter table evidence_files add column unsealed bytea, alter column content drop not null,
  add constraint evidence_files_one_content check ((content is null) <> (unsealed is null));
create index evidence_files_unsealed on evidence_files (id) where unsealed is not null;

insert into evidence_files (id, broker_task_id, digest, media_type, name, size, unsealed, uploaded_by, created_at)
  select gen_random_uuid(), t.id, decode(p.hash, 'hex'), p.type, coalesce(t.evidence_name, 'proof'), octet_length(p.body), p.body, coalesce(t.done_by, 'lawbase'), p.created_at
  from broker_tasks t join proof_files p on p.hash = t.evidence_hash;
alter table broker_tasks drop column evidence_hash, drop column evidence_name;
-- The answer names its file by the SHA-256 in hex, as the audit log does.
alter table broker_answers drop constraint broker_answers_evidence_hash_fkey;
alter table broker_answers rename column evidence_hash to evidence_digest;
drop table proof_files;

-- A refusal that a person settled by hand. The state stays: nothing was read back.
alter table propagations add column settled_at timestamptz, add column settled_by text, add column settled_note text,
  -- When a person last had a refused one sent again: what a broker was told and said before that is about the earlier sending.
  add column sent_again_at timestamptz,
  add constraint propagations_settled check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_note is null));
alter table evidence_files add column propagation_id uuid references propagations;
create index evidence_files_propagation on evidence_files (propagation_id);
