-- Entries of the audit log stay unsealed for more than a minute: since when, and who was told by mail. No row = all is
-- well.
create table unsealed_alarm (
  single boolean primary key default true check (single),
  since timestamptz not null,
  told text[] not null default '{}'
);
