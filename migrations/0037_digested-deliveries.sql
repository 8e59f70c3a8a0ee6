-- When a delivery was reduced to its digest: whom it was about is no longer there.
alter table webhook_deliveries add column digested_at timestamptz;
