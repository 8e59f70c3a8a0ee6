-- Whose hand is on an account: who invited it, opened it again, gave it the role that approves, or made the link its password came by. Until somebody
-- independent confirmed the account, its pair of eyes is also theirs. `by_id` null = the command line.
create table account_hands (
  user_id uuid not null references users,
  by_id uuid references users,
  why text not null check (why in ('invited', 'role', 'enabled', 'reset')),
  at timestamptz not null,
  ended_at timestamptz
);
create index account_hands_open on account_hands (user_id) where ended_at is null;

-- `new_since`: the first 24 hours run from here. `alone_since`: since when nobody else could confirm the account.
alter table users add column new_since timestamptz, add column alone_since timestamptz, add column confirmed_at timestamptz, add column confirmed_by text;
update users set new_since = created_at;
alter table users alter column new_since set not null;

alter table invitations add column made_by uuid references users, add column why text not null default 'invited' check (why in ('invited', 'reset'));

-- Accounts of the last week keep the hand of who invited them.
insert into account_hands (user_id, by_id, why, at)
select u.id, a.id, 'invited', u.created_at from audit_events e join users u on u.id::text = e.details ->> 'invited' join users a on a.email = e.actor
where e.act = 'user' and u.created_at > now() - interval '7 days' group by u.id, a.id;

-- Mails to each admin and DPO about somebody who may approve from now on.
create table approver_news (
  id uuid primary key,
  user_id uuid not null references users,
  why text not null,
  by_email text,
  at timestamptz not null,
  told uuid[] not null default '{}',
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  failure text
);
create index approver_news_due on approver_news (next_attempt_at) where next_attempt_at is not null;
