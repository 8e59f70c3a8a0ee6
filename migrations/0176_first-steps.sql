-- What an admin had tried out, the newest answer of each kind: whether an address leads here, the mail server takes a
-- mail, the privacy policy opens. `token_hash` is known to this installation alone while the test is under way.
create table self_tests (
  what text primary key check (what in ('console', 'public', 'mail', 'privacy')),
  id uuid not null,
  target text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  token_hash bytea unique,
  finished_at timestamptz,
  fault text,
  status int,
  check (fault is null or finished_at is not null)
);
-- Steps of the first days that somebody left out, or looked at and left as it is.
create table first_step_marks (
  step text primary key,
  mark text not null check (mark in ('skipped', 'seen')),
  marked_by text not null,
  marked_at timestamptz not null
);
-- Backups that were written and then read back to their end.
create table backups_made (
  id uuid primary key,
  made_at timestamptz not null,
  read_back_at timestamptz not null,
  bytes bigint not null,
  tables int not null
);
create index backups_made_newest on backups_made (made_at desc);
