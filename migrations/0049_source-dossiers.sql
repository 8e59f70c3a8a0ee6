-- What the company can show of one source: the facts its kind asks for (docs/reference/law.md#c), each save a version, and files beside them.
create table source_dossiers (
  id uuid primary key,
  kind text not null,
  name text not null,
  created_at timestamptz not null
);
create unique index source_dossiers_name on source_dossiers (kind, lower(name));
create table source_dossier_versions (
  dossier_id uuid not null references source_dossiers,
  number integer not null,
  fields jsonb not null,
  author text not null,
  created_at timestamptz not null,
  primary key (dossier_id, number)
);
alter table evidence_files add column source_dossier_id uuid references source_dossiers;
create index evidence_files_dossier on evidence_files (source_dossier_id) where source_dossier_id is not null;
