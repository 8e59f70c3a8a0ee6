-- What happened, counted in the transaction in which it happened, so that no figure is lost with a process. Noting is
-- an insert alone: nobody waits for a row that others count on. A folder adds what was noted to what is kept.
create table noted_figures (
  id bigint generated always as identity primary key,
  metric text not null,
  -- Values of the metric's labels, in their order; never about a person.
  labels text[] not null,
  -- Place of the value among the metric's bounds, 0 = at most the first; 0 for what is only counted.
  bucket integer not null default 0,
  n bigint not null,
  total double precision not null default 0
);
create table kept_figures (
  metric text not null,
  labels text[] not null,
  bucket integer not null,
  n bigint not null,
  total double precision not null,
  primary key (metric, labels, bucket)
);

-- What each process that runs says of itself. Slots are numbered per role, so that names do not grow with restarts.
create unlogged table process_figures (
  role text not null,
  slot integer not null,
  holder uuid not null,
  started_at timestamptz not null,
  noted_at timestamptz not null,
  figures jsonb not null,
  primary key (role, slot)
);

alter table budgets
  -- Calls taken since the Connection was made, and answers that said to slow down.
  add column calls_taken bigint not null default 0,
  add column times_limited bigint not null default 0;

create or replace function budget_take(p_connection uuid, p_bucket text, p_calls integer, p_share double precision) returns double precision
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
    return null;
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
  -- Waiting for the disk is the longest part of taking a call. A crash forgets what was taken in the last fraction of a second, which the vendor's own count corrects.
  -- Holds for the caller's whole transaction: calls are taken outside of one.
  set local synchronous_commit = off;
  update budgets set slots = b.slots, last_slot = greatest(now_slot, b.last_slot), calls_taken = calls_taken + p_calls where connection_id = p_connection and bucket = p_bucket;
  return 0;
end
$$;

-- When somebody restored this backup somewhere to see that it can be (lawbase backup --restored).
alter table backups_made add column restore_tested_at timestamptz;
