-- The register of brokers and other companies whose data are used (docs/reference/law.md#i): who they are, how far they were checked, by whom.

create table brokers (
  id uuid primary key,
  created_at timestamptz not null,
  created_by text not null,
  -- Last day on which one that was in use before this register counts without its checks; null = no such term.
  counted_until date
);

-- Every name under which sources speak of one; a name belongs to one of them. `normal`: small letters, single blanks.
create table broker_names (
  normal text primary key,
  name text not null,
  broker_id uuid not null references brokers
);
create index broker_names_broker on broker_names (broker_id);

-- What the register says of it; each save is a version.
create table broker_profiles (
  broker_id uuid not null references brokers,
  number integer not null,
  profile jsonb not null,
  author text not null,
  created_at timestamptz not null,
  primary key (broker_id, number)
);
create trigger broker_profiles_stay before update on broker_profiles for each row execute function refuse_update();

-- Answers to the points of the checks; the latest one counts, the others stay.
create table broker_point_answers (
  id bigint generated always as identity primary key,
  broker_id uuid not null references brokers,
  point text not null,
  answer text not null check (answer in ('yes', 'no', 'not-applicable')),
  note text,
  evidence_ids uuid[] not null,
  author text not null,
  answered_at timestamptz not null
);
create index broker_point_answers_broker on broker_point_answers (broker_id, point, id desc);
create trigger broker_point_answers_stay before update on broker_point_answers for each row execute function refuse_update();

-- Somebody looked at all of it again and says that it still holds.
create table broker_reviews (
  id bigint generated always as identity primary key,
  broker_id uuid not null references brokers,
  note text not null,
  author text not null,
  reviewed_at timestamptz not null
);
create index broker_reviews_broker on broker_reviews (broker_id, reviewed_at desc);
create trigger broker_reviews_stay before update on broker_reviews for each row execute function refuse_update();

-- Whose data came from a seller, by its name in the same form.
create index sources_bought on sources ((lower(regexp_replace(btrim(name), '\s+', ' ', 'g'))), contact_id) where kind in ('C7', 'C14');

alter table evidence_files add column broker_id uuid references brokers;
create index evidence_files_broker on evidence_files (broker_id);

-- Whoever mapped a value to a broker, or attested one, said with it that it was checked. Those stand in the register from now on as not yet checked,
-- and count for thirty days.
with used as materialized (
  select gen_random_uuid() as id, normal, name from (
    select distinct on (normal) normal, name from (
      select lower(regexp_replace(btrim(name), '\s+', ' ', 'g')) as normal, btrim(name) as name from (
        select v.value ->> 'name' as name
          from (select data from settings order by version desc limit 1) s,
            lateral (select e.value as mapped from jsonb_each(s.data -> 'sources') e union all select f.value from jsonb_each(s.data -> 'moreSources') e, jsonb_array_elements(e.value) f) m,
            jsonb_array_elements(m.mapped -> 'values') v
          where v.value ->> 'kind' in ('C7', 'C14')
        union all select name from attestations where kind in ('C7', 'C14') and withdrawn_at is null
      ) said
    ) named where normal <> '' order by normal, name
  ) once
), added as (
  insert into brokers (id, created_at, created_by, counted_until) select id, now(), 'lawbase', (now() at time zone 'UTC')::date + 30 from used
), called as (
  insert into broker_names (normal, name, broker_id) select normal, name, id from used
)
insert into broker_profiles (broker_id, number, profile, author, created_at)
  select id, 1, jsonb_build_object('legalName', name, 'names', '[]'::jsonb, 'country', null, 'objections', '{"way": "unknown", "address": null, "format": null, "hours": null, "acknowledged": false}'::jsonb,
    'contract', '{"reference": null, "from": null, "until": null, "evidenceId": null}'::jsonb, 'role', 'unknown', 'decides', '{"sources": "unknown", "fields": "unknown", "terms": "unknown"}'::jsonb,
    'use', '{"people": "unknown", "countries": []}'::jsonb, 'connectionId', null), 'lawbase', now()
  from used;
