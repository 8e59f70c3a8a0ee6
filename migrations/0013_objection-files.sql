-- Lists of noes that somebody uploads: kept sealed until their columns are named, then only the report of each row.

create table objection_files (
  id uuid primary key,
  digest bytea not null,
  name text not null,
  size integer not null,
  uploaded_by text not null,
  created_at timestamptz not null,
  -- Sealed; null once the rows are recorded.
  content text,
  -- Since when its rows are being recorded; a second click meanwhile records nothing.
  started_at timestamptz,
  -- Sealed: number or reason of each row, and what stood in refused ones.
  report text
);
create index objection_files_old on objection_files (created_at);
