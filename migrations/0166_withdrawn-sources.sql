-- works with: 0.1
-- A source that one of us added and took back (docs/decisions/0066-sources-taken-back.md). It has left `sources`, so nothing counts it; who took it back and why stays. `id` is the one it had there.
create table withdrawn_sources (
  id bigint primary key,
  contact_id uuid not null references contacts,
  kind text not null,
  name text not null,
  obtained_on date,
  proof text,
  proof_by text not null,
  proof_note text,
  notice_shown boolean,
  created_at timestamptz not null,
  -- One act may take back the source of everyone on a list.
  withdrawal_id uuid not null,
  reason text not null,
  why text not null,
  -- Another one was added in its place.
  corrected boolean not null,
  withdrawn_by text not null,
  withdrawn_at timestamptz not null
);
create index withdrawn_sources_contact on withdrawn_sources (contact_id);
create index withdrawn_sources_at on withdrawn_sources (withdrawn_at);
create index withdrawn_sources_act on withdrawn_sources (withdrawal_id);
alter table evidence_files add column withdrawn_source_id bigint references withdrawn_sources;
create index evidence_files_withdrawn_source on evidence_files (withdrawn_source_id) where withdrawn_source_id is not null;
