-- Somebody who was removed may be known to a backup under another id, or share their address with somebody who was not: what a
-- backup does not know by its id is told by name, or asked. `same`: it is them, and they went with them; null = nobody knows.
create table removal_twins (
  contact_id uuid not null references contacts on delete cascade,
  went uuid not null,
  removed_at timestamptz not null,
  same boolean,
  asked_at timestamptz not null,
  primary key (contact_id, went)
);
create index removal_twins_went on removal_twins (went);
-- An answer may be about somebody who came after a backup that was put back since: no contact bears their id any more.
alter table same_person_answers drop constraint same_person_answers_contact_a_fkey, drop constraint same_person_answers_contact_b_fkey;

-- A line that is up and brings nothing: when it came up and brought something last, when the system was polled last, both by
-- the wall; since when polls find changes that it did not bring, in business time.
alter table listeners
  add column up_since timestamptz,
  add column event_at timestamptz,
  add column polled_at timestamptz,
  add column suspect_at timestamptz,
  add column silent_at timestamptz;
