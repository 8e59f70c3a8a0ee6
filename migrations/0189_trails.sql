-- Which request an opt-out came with, and which trace it belongs to: what is done for it later says the same.
create table objection_trails (
  objection_id uuid primary key references objections on delete cascade,
  request_id text,
  -- As the W3C writes it: version, trace, span, flags.
  traceparent text,
  made_at timestamptz not null
);
create index objection_trails_made on objection_trails (made_at);
