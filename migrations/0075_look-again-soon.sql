-- When what changed at a system is wanted besides its regular polls: asked for while a poll is under way, it outlives the end of that poll.
alter table connections add column poll_wanted_at timestamptz;
