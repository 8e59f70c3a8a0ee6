-- Whom an answer of the journal is about, by their records: a backup that was put back knows who came after it under
-- another id, or not yet.
create table answered_records (
  contact_id uuid not null,
  connector text not null,
  account_id text not null,
  object text not null,
  remote_id text not null,
  noted_at timestamptz not null,
  primary key (connector, account_id, object, remote_id, contact_id)
);
