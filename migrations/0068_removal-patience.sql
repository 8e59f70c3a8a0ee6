-- A deletion that a system did not take or does not show is tried again for a while, then told as refused: a plan always comes to its end.
alter table removal_records add column tries integer not null default 0, add column tried_at timestamptz;
