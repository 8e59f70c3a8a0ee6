-- When a block that was read back was last noted on the record (wall clock): a page asked for earlier says nothing about its blocks.
alter table remote_records add column noted_at timestamptz;
