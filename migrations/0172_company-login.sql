-- How people come in by the company's own login (OIDC): one provider. `group_roles`: which group gives which role, the
-- claim of the groups is named beside it. The secret is sealed.
create table company_login (
  id uuid primary key,
  only_one boolean not null default true unique check (only_one),
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret text not null,
  groups_claim text not null,
  group_roles jsonb not null,
  saved_at timestamptz not null,
  saved_by text not null
);
-- Who is who at a provider: an account is bound to the provider's own id of the person, never to an address.
-- `last_login_at`: wall clock, as of every login.
create table company_identities (
  issuer text not null,
  subject text not null,
  user_id uuid not null references users,
  bound_at timestamptz not null,
  last_login_at timestamptz not null,
  primary key (issuer, subject)
);
create index company_identities_user on company_identities (user_id);
-- When the provider itself last saw the person of a login prove who they are; null = a login by password.
alter table login_sessions add column company_at timestamptz;
-- An account or a role that came from the provider: whoever administers it may be anybody.
alter table account_hands drop constraint account_hands_why_check;
alter table account_hands
  add constraint account_hands_why_check check (why in ('invited', 'role', 'enabled', 'reset', 'company'));
