-- When a system posted last: Today names one that posts nothing.
create index webhook_deliveries_latest on webhook_deliveries (connector, account_id, received_at);
