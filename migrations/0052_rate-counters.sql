-- Counters of an hour at most: each call of the REST doors counts, and none needs to wait for the disk. After a crash they begin again.
alter table rate_counters set unlogged;
