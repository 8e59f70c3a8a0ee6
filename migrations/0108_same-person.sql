-- What somebody answered about two contacts that are maybe one person (docs/reference/promises.md#matching).
create table same_person_answers (
  contact_a uuid not null references contacts,
  contact_b uuid not null references contacts,
  answer text not null check (answer in ('two', 'one')),
  reason text not null,
  answered_by text not null,
  answered_at timestamptz not null,
  primary key (contact_a, contact_b),
  check (contact_a < contact_b)
);
create index same_person_answers_b on same_person_answers (contact_b);
