-- When a delivery was reduced to its digest (DESIGN 5, What we keep): whom it was about is no longer there.
alter table webhook_deliveries add column digested_at timestamptz;
