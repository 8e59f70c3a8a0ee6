-- When an admin authorised last: a call that began before says nothing about the access of today.
alter table connections add column authorised_at timestamptz;
-- What waited for the admin is due as soon as its Connection does not wait any more.
create index propagations_reauthorise on propagations (connection_id) where state = 'waiting' and reason = 'reauthorise';
