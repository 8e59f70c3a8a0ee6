-- The figures of the base on a day, kept for the trend of the scorecard. Counts only: nobody can be found in them.
create table base_snapshots (
  on_day date primary key,
  figures jsonb not null,
  taken_at timestamptz not null
);
