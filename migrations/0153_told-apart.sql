-- Splits that the journal tells of records that a restored backup does not know yet: they are told apart once both were read.
create table told_apart (
  connector text not null,
  account_id text not null,
  object text not null,
  remote_id text not null,
  other_connector text not null,
  other_account_id text not null,
  other_object text not null,
  other_remote_id text not null,
  reason text not null,
  parted_by text not null,
  parted_at timestamptz not null,
  primary key (connector, account_id, object, remote_id, other_connector, other_account_id, other_object, other_remote_id)
);
