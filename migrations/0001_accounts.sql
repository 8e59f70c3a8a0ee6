-- Who may use this installation, its settings, its keys.

create table settings (
  version integer generated always as identity primary key,
  data jsonb not null,
  author text not null,
  created_at timestamptz not null
);

-- Data keys, each wrapped under LAWBASE_KEY (docs/glossary.md: key ring).
create table key_ring (
  kid text primary key,
  purpose text not null check (purpose in ('credentials', 'identity', 'link')),
  state text not null check (state in ('active', 'open-only', 'retired')),
  wrapped text not null,
  created_at timestamptz not null
);
create unique index key_ring_active on key_ring (purpose) where state = 'active';

create table users (
  id uuid primary key,
  email text not null unique,
  name text not null,
  role text not null check (role in ('admin', 'dpo', 'operator', 'viewer')),
  language text not null check (language in ('en', 'fr')),
  password_hash text,
  created_at timestamptz not null,
  disabled_at timestamptz
);

-- One-time links: the first run (user_id null) and invitations.
create table invitations (
  token_hash bytea primary key,
  user_id uuid references users,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table login_sessions (
  id_hash bytea primary key,
  user_id uuid not null references users,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index login_sessions_user on login_sessions (user_id) where ended_at is null;

create table api_keys (
  id text primary key,
  secret_hash bytea not null,
  name text not null,
  scopes text[] not null,
  created_by uuid not null references users,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_on date,
  revoked_at timestamptz
);

-- Counters of the rate limits, shared by all processes.
create table rate_counters (
  key text not null,
  window_start timestamptz not null,
  hits integer not null,
  primary key (key, window_start)
);
