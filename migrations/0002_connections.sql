-- Connected systems and their apps at the vendors.

create table app_registrations (
  id uuid primary key,
  connector text not null,
  app_key text not null unique,
  client_id text not null,
  client_secret text not null,
  redirect_uri text not null,
  login_host text,
  created_by uuid not null references users,
  created_at timestamptz not null
);

create table oauth_requests (
  state_hash bytea primary key,
  registration_id uuid not null references app_registrations,
  sealed_verifier text,
  session_hash bytea not null,
  cookie_hash bytea not null,
  connection_id uuid,
  user_id uuid not null references users,
  created_at timestamptz not null
);

create table connections (
  id uuid primary key,
  -- The first one connected leads when fields differ (DESIGN 5, Fields).
  position integer generated always as identity,
  connector text not null,
  label text not null,
  registration_id uuid references app_registrations,
  account_id text not null,
  state text not null check (state in ('observe', 'active', 'paused', 'needs-reauthorisation', 'disconnected')),
  state_reason text,
  credentials text,
  scopes text[] not null default '{}',
  granted text[] not null default '{}',
  source_property text not null default '',
  check_report jsonb,
  checked_at timestamptz,
  provisioned_at timestamptz,
  pull_cursor jsonb,
  full_pulled_at timestamptz,
  pulled_at timestamptz,
  pull_failed_at timestamptz,
  pull_failure text,
  next_poll_at timestamptz,
  created_at timestamptz not null,
  disconnected_at timestamptz
);
create unique index connections_account on connections (connector, account_id) where disconnected_at is null;

-- The vendor's limit as a bucket that refills; all processes take from the same row (DESIGN 9).
create table budgets (
  connection_id uuid not null references connections,
  bucket text not null,
  rate_per_s double precision not null,
  burst double precision not null,
  tokens double precision not null,
  refilled_at timestamptz not null,
  blocked_until timestamptz,
  vendor_max integer,
  vendor_used integer,
  primary key (connection_id, bucket)
);
