-- Passkeys as second factor (docs/reference/security.md#passkeys). `id`: of the credential, as browsers write it;
-- `rp_id`: the host it was made for, which no other host can use. Public keys are no secret.
create table passkeys (
  id text primary key,
  user_id uuid not null references users,
  name text not null,
  rp_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  made_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id);
-- What a login was asked to sign: once, for a few minutes.
create table passkey_challenges (
  session_hash bytea not null,
  purpose text not null check (purpose in ('add', 'prove')),
  challenge text not null,
  expires_at timestamptz not null,
  primary key (session_hash, purpose)
);
