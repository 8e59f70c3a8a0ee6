-- A record is written several times a night (seen, matched, blocked). With room left on its page most of that touches none of the table's indexes, and the table grows less.
alter table remote_records set (fillfactor = 80);
