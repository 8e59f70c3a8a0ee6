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
  -- The first one connected leads when fields differ.
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

-- The vendor's limit as a sliding window; all processes take from the same row. Technical time.
create table budgets (
  connection_id uuid not null references connections,
  bucket text not null,
  max_calls integer not null,
  window_ms integer not null,
  -- Calls taken in the last 21 slots of a twentieth of the window each, oldest first; last_slot is the number of the newest.
  slots integer[] not null default array_fill(0, array[21]),
  last_slot bigint not null default 0,
  blocked_until timestamptz,
  vendor_max integer,
  vendor_used integer,
  primary key (connection_id, bucket)
);

-- Takes the right to p_calls calls when no more than p_share of the limit is used then. 0 = taken, else milliseconds to wait.
create function budget_take(p_connection uuid, p_bucket text, p_calls integer, p_share double precision) returns double precision
language plpgsql as $$
declare
  b budgets;
  now_ms double precision;
  now_slot bigint;
  slot_ms double precision;
  gone integer;
  used integer;
begin
  select * into b from budgets where connection_id = p_connection and bucket = p_bucket for update;
  if not found then
    raise exception 'the budget row is missing';
  end if;
  now_ms := extract(epoch from clock_timestamp()) * 1000;
  if b.blocked_until > clock_timestamp() then
    return greatest(1, extract(epoch from b.blocked_until) * 1000 - now_ms);
  end if;
  slot_ms := b.window_ms / 20.0;
  now_slot := floor(now_ms / slot_ms);
  gone := least(21, greatest(0, now_slot - b.last_slot));
  b.slots := b.slots[gone + 1 : 21] || array_fill(0, array[gone]);
  select sum(n) into used from unnest(b.slots) as n;
  -- One call always fits into an unused window, however small the vendor's limit is.
  if used + p_calls > b.max_calls * p_share and used > 0 then
    return slot_ms - (now_ms - now_slot * slot_ms) + 1;
  end if;
  b.slots[21] := b.slots[21] + p_calls;
  update budgets set slots = b.slots, last_slot = greatest(now_slot, b.last_slot) where connection_id = p_connection and bucket = p_bucket;
  return 0;
end
$$;
