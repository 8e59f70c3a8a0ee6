-- When records of this connection are to be looked at again whose opt-out our user could not see; null = there are none.
alter table connections add column look_hidden_at timestamptz;
