-- The second factor of an account (docs/reference/security.md#second-factor): codes of an authenticator app. `pending` is
-- a key that is shown and not confirmed yet; both are sealed. `last_step`: the newest step a code was taken of, so that
-- each code works once.
create table totp_factors (
  user_id uuid primary key references users,
  sealed text,
  confirmed_at timestamptz,
  last_step bigint,
  pending text,
  pending_at timestamptz,
  check ((sealed is null) = (confirmed_at is null)),
  check ((pending is null) = (pending_at is null))
);
-- Codes that open the account once each when the app is lost, as SHA-256.
create table recovery_codes (
  user_id uuid not null references users,
  code_hash bytea not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
-- Taking a second factor away takes two people: who asked, why and how they knew the person, and who agreed.
create table factor_resets (
  id uuid primary key,
  user_id uuid not null references users,
  asked_by uuid not null references users,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  reason text not null,
  decided_by uuid references users,
  decided_at timestamptz,
  agreed boolean,
  check (asked_by <> user_id),
  check (decided_by is null or agreed = false or (decided_by <> asked_by and decided_by <> user_id)),
  check ((decided_at is null) = (agreed is null))
);
create unique index factor_resets_open on factor_resets (user_id) where decided_at is null;
-- Where and in what a login was opened, for its owner; when the second factor was given in it.
alter table login_sessions
  add column id uuid not null default gen_random_uuid() unique,
  add column second_at timestamptz,
  add column visitor text,
  add column browser text;
-- A link that the person asked for themselves, by mail.
alter table invitations drop constraint invitations_why_check;
alter table invitations add constraint invitations_why_check check (why in ('invited', 'reset', 'mail'));
