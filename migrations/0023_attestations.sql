-- What a DPO declares of contacts collected before installation (docs/reference/law.md#c). It is read when contacts are decided, shown as
-- declared and never as proof; a withdrawn one no longer counts and stays for the record.
create table attestations (
  id uuid primary key,
  -- Null: every system.
  connection_id uuid references connections,
  -- Value of the mapped property in lower case; empty = records without a value; null = any.
  source_value text,
  -- Year in which the record was created; null = any.
  created_in integer,
  -- Only records created before this moment: the installation.
  covers_before timestamptz not null,
  kind text not null,
  name text not null,
  notice_shown boolean not null,
  statement text not null,
  author text not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
