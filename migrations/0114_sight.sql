-- What the clock and the guards of removals read of a system (docs/reference/promises.md#i5), as it showed at the last look.
create table connection_sight (
  connection_id uuid not null references connections on delete cascade,
  name text not null,
  use text not null,
  always boolean not null,
  shown boolean not null,
  -- When it last showed; null = never.
  shown_at timestamptz,
  -- Since when it does not, until the whole base was read after it showed again (at back_at); since when nobody has a date of this act any more.
  hidden_since timestamptz,
  back_at timestamptz,
  emptied_since timestamptz,
  looked_at timestamptz not null,
  primary key (connection_id, name)
);
