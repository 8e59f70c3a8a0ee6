-- How many live records each system has is on Today and on the page of connections: counted from this index alone.
create index remote_records_live on remote_records (connection_id) where gone_at is null;
