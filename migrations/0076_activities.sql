-- A tool of the vendor's beside its records (Account Engagement): which units an admin named, and up to where people's acts there are known.
alter table connections
  add column activity_units text[] not null default '{}',
  add column activity_cursor jsonb,
  add column activities_up_to timestamptz,
  add column activities_read_at timestamptz,
  add column activities_failed_at timestamptz,
  add column activities_failure text,
  add column activities_due_at timestamptz;
