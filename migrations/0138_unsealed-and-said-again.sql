-- Entries of the audit log stay unsealed for more than a minute: since when, and who was told by mail. No row = all is
-- well.
create table unsealed_alarm (
  single boolean primary key default true check (single),
  since timestamptz not null,
  told text[] not null default '{}'
);
-- When the same was last said again by the same door; null = once.
alter table repeated_objections add column last_at timestamptz;
