-- Balances of interests as they were written (docs/reference/law.md#h6): per offer, each save is a version with author and day.
create table assessments (
  id text primary key,
  offer_id text not null,
  number integer not null,
  -- Question → answer.
  answers jsonb not null,
  -- False: the balance came out against the company, so legitimate interest is no basis.
  favourable boolean not null,
  author text not null,
  created_at timestamptz not null,
  unique (offer_id, number)
);
create trigger assessments_stay before update on assessments for each row execute function refuse_update();
