-- Whether people other than the owner of one account, kept for emergencies, may come in by password. No row = they may.
create table local_login (
  only_one boolean primary key default true check (only_one),
  break_glass_id uuid not null references users,
  off_since timestamptz not null,
  off_by text not null
);
-- Each login by that account while the others cannot: shown until an admin says that they know of it.
create table break_glass_uses (
  id uuid primary key,
  user_id uuid not null references users,
  at timestamptz not null,
  visitor text not null,
  seen_at timestamptz,
  seen_by text
);
create index break_glass_uses_open on break_glass_uses (at) where seen_at is null;
