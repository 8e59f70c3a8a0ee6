-- Texts of the company that inform people, beside the notice: below its own forms, and on its privacy page. Versions, as
-- those of the notice; a saved one is complete by the checklist.
create table company_texts (
  kind text not null check (kind in ('form', 'privacy')),
  number int not null,
  texts jsonb not null,
  digest text not null,
  author text not null,
  created_at timestamptz not null,
  primary key (kind, number)
);
