-- What systems tell by themselves: who listens to each of them, where it stands, who did what there.

create table listeners (
  connection_id uuid primary key references connections,
  -- Saved in the transaction that stored the signals up to there; null = from now on.
  position jsonb,
  -- One process listens at a time. Technical time.
  lease_holder uuid,
  lease_until timestamptz,
  -- Technical times: last sign of life, last failure since then, and when it is tried again.
  heard_at timestamptz,
  failed_at timestamptz,
  failure text,
  next_try_at timestamptz not null default '-infinity'
);

-- Channels on which the event itself shows a no.
alter table webhook_deliveries add column said_no text[] not null default '{}';
alter table webhook_deliveries add column actor_kind text check (actor_kind in ('user', 'app', 'unknown')), add column actor_name text;

-- Everything must be read again: the system lost events that no position brings back.
alter table connections add column resync_wanted_at timestamptz;

-- Who put a blocked person back, as far as the system said it.
-- Somebody opened the record while the row was being carried: what is read meanwhile may be older than that.
alter table propagations add column look_again boolean not null default false;

alter table propagations add column put_back_at timestamptz, add column put_back_by text, add column put_back_kind text check (put_back_kind in ('user', 'app', 'unknown'));
