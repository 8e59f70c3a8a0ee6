-- Counts that pages show of the whole base, kept in the transaction of what they count: each statement that writes
-- records or verdicts adds one row per group with what it changed, and a figure is the sum of its rows. Nobody waits
-- for anybody, because rows are only added; they are folded into one per group from time to time
-- (docs/decisions/0059). They are left out of backups: loading what they count makes them anew.
create table record_counts (
  id bigint generated always as identity primary key,
  connection_id uuid not null,
  relation_values jsonb,
  matched boolean not null,
  total bigint not null,
  folded boolean not null default false
);
create index record_counts_new on record_counts (id) where not folded;
create unique index record_counts_group on record_counts (connection_id, matched, md5(coalesce(relation_values::text, ''))) where folded;

create table decision_counts (
  id bigint generated always as identity primary key,
  verdict text not null,
  basis text,
  source_kind text not null,
  countries jsonb not null,
  functions jsonb not null,
  language text,
  notice_state text,
  objected boolean not null,
  total bigint not null,
  folded boolean not null default false
);
create index decision_counts_new on decision_counts (id) where not folded;
create unique index decision_counts_group on decision_counts (verdict, basis, source_kind, countries, functions, language, notice_state, objected) nulls not distinct where folded;

create function count_records() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into record_counts (connection_id, relation_values, matched, total)
      select connection_id, relation_values, contact_id is not null, count(*) from new_rows where gone_at is null group by 1, 2, 3;
  elsif tg_op = 'DELETE' then
    insert into record_counts (connection_id, relation_values, matched, total)
      select connection_id, relation_values, contact_id is not null, -count(*) from old_rows where gone_at is null group by 1, 2, 3;
  else
    insert into record_counts (connection_id, relation_values, matched, total)
      select connection_id, relation_values, matched, sum(total) from (
        select connection_id, relation_values, contact_id is not null as matched, 1 as total from new_rows where gone_at is null
        union all select connection_id, relation_values, contact_id is not null, -1 from old_rows where gone_at is null) as moved
      group by 1, 2, 3 having sum(total) <> 0;
  end if;
  return null;
end $$;
create trigger record_counts_inserted after insert on remote_records referencing new table as new_rows for each statement execute function count_records();
create trigger record_counts_updated after update on remote_records referencing old table as old_rows new table as new_rows for each statement execute function count_records();
create trigger record_counts_deleted after delete on remote_records referencing old table as old_rows for each statement execute function count_records();

-- What a verdict is counted by. A text of a source begins with its kind; '' = no source.
create function counted_of(detail jsonb, out source_kind text, out countries jsonb, out functions jsonb, out language text, out notice_state text, out objected boolean)
language sql immutable parallel safe as $$
  select split_part(coalesce(detail ->> 'source', ''), ' ', 1),
    coalesce(detail -> 'countries', '[]'), coalesce(detail -> 'functions', '[]'), detail ->> 'language', detail ->> 'noticeState', detail ->> 'objectedOn' is not null
$$;

create function count_decisions() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into decision_counts (verdict, basis, source_kind, countries, functions, language, notice_state, objected, total)
      select d.verdict, d.basis, c.source_kind, c.countries, c.functions, c.language, c.notice_state, c.objected, count(*)
      from new_rows d, counted_of(d.detail) c group by 1, 2, 3, 4, 5, 6, 7, 8;
  elsif tg_op = 'DELETE' then
    insert into decision_counts (verdict, basis, source_kind, countries, functions, language, notice_state, objected, total)
      select d.verdict, d.basis, c.source_kind, c.countries, c.functions, c.language, c.notice_state, c.objected, -count(*)
      from old_rows d, counted_of(d.detail) c group by 1, 2, 3, 4, 5, 6, 7, 8;
  else
    insert into decision_counts (verdict, basis, source_kind, countries, functions, language, notice_state, objected, total)
      select d.verdict, d.basis, c.source_kind, c.countries, c.functions, c.language, c.notice_state, c.objected, sum(d.total)
      from (select verdict, basis, detail, 1 as total from new_rows union all select verdict, basis, detail, -1 from old_rows) d, counted_of(d.detail) c
      group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(d.total) <> 0;
  end if;
  return null;
end $$;
create trigger decision_counts_inserted after insert on decisions referencing new table as new_rows for each statement execute function count_decisions();
create trigger decision_counts_updated after update on decisions referencing old table as old_rows new table as new_rows for each statement execute function count_decisions();
create trigger decision_counts_deleted after delete on decisions referencing old table as old_rows for each statement execute function count_decisions();

insert into record_counts (connection_id, relation_values, matched, total, folded)
  select connection_id, relation_values, contact_id is not null, count(*), true from remote_records where gone_at is null group by 1, 2, 3;
insert into decision_counts (verdict, basis, source_kind, countries, functions, language, notice_state, objected, total, folded)
  select d.verdict, d.basis, c.source_kind, c.countries, c.functions, c.language, c.notice_state, c.objected, count(*), true
  from decisions d, counted_of(d.detail) c group by 1, 2, 3, 4, 5, 6, 7, 8;
