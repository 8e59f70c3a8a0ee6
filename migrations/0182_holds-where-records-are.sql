-- A hold was asked of mailboxes and other systems that have no records of people: it could never be carried there, and
-- Today said for ever that they do not show it.
delete from hold_carryings h using connections c
where c.id = h.connection_id and h.attempts = 0 and h.state = 'due'
  and not exists (select 1 from remote_records r where r.connection_id = c.id);
