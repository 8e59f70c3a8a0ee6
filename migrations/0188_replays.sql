-- The event that this one asks to be read again; what it says itself has been counted when it came.
alter table webhook_deliveries add column replay_of bigint;
