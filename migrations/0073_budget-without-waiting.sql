-- The right to a call is taken without waiting for the disk.
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
  update budgets set slots = b.slots, last_slot = greatest(now_slot, b.last_slot) where connection_id = p_connection and bucket = p_bucket;
  return 0;
end
$$;
