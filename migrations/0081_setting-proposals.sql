-- Once a right to remove was granted anywhere, a looser limit is proposed by one and confirmed by another.
alter table connections add column remove_granted_at timestamptz;
update connections c set remove_granted_at = coalesce(
  (select min(e.at) from audit_events e where e.act = 'grant' and e.connection_id = c.id and e.details ->> 'verb' = 'remove'),
  case when 'remove' = any (c.granted) then c.created_at end);

-- `changes`: per setting its value in force then (`from`) and the one that is proposed (`to`).
create table setting_proposals (
  id uuid primary key,
  changes jsonb not null,
  author_id uuid not null references users,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'refused', 'withdrawn', 'superseded', 'expired')),
  decided_by text,
  decided_at timestamptz,
  reason text
);
create index setting_proposals_waiting on setting_proposals (expires_at) where state = 'waiting';

-- Who confirmed a version, beside its author.
alter table settings add column confirmed_by text;
