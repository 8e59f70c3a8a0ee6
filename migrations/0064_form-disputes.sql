-- Whose people come through a form: those of an own form's source (C1) of this name, or those of a questionnaire of ours.
alter table forms add column source_name text;
alter table forms add column questionnaire_id uuid references questionnaires;
-- The look before this one: until then the form was as the line before says. Null = there was none, or nobody noted it.
alter table form_audits add column looked_before_at timestamptz;

-- A named person answers for what was collected although a row failed, for the form with this digest only.
create table form_confirmations (
  id bigint generated always as identity primary key,
  form_id uuid not null references forms,
  row_id text not null,
  form_digest text not null,
  note text not null,
  author text not null,
  confirmed_at timestamptz not null
);
create index form_confirmations_form on form_confirmations (form_id, row_id);
create trigger form_confirmations_stay before update on form_confirmations for each row execute function refuse_update();

-- The times in which a row failed that puts in doubt what was collected: made anew from the audits and confirmations whenever one is added.
create table form_disputes (
  form_id uuid not null references forms,
  row_id text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  primary key (form_id, row_id, from_at)
);
