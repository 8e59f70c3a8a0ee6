-- What people agreed to on our own forms (docs/reference/law.md#e), and what ended it. A consent is never changed: its confirmation and
-- its withdrawal are rows of their own.

create table questionnaires (
  id uuid primary key,
  slug text not null unique,
  -- Where whoever answers becomes a contact.
  connection_id uuid not null references connections,
  open boolean not null,
  created_at timestamptz not null
);

-- Every save is a version; what was shown to somebody stays as it was.
create table questionnaire_versions (
  id uuid primary key,
  questionnaire_id uuid not null references questionnaires,
  number integer not null,
  -- As the admin filled the builder in.
  form jsonb not null,
  -- Every text as it is shown, with the company named then.
  content jsonb not null,
  hash bytea not null,
  author text not null,
  created_at timestamptz not null,
  unique (questionnaire_id, number)
);

-- One per answer; the id is made of what the browser sent, so that the same one arrives once. What was answered stands sealed as evidence.
create table questionnaire_answers (
  id uuid primary key,
  version_id uuid not null references questionnaire_versions,
  language text not null,
  contact_id uuid not null references contacts,
  identity_hash bytea not null references identities,
  given_at timestamptz not null,
  recorded_at timestamptz not null
);
create index questionnaire_answers_identity on questionnaire_answers (identity_hash);
create index questionnaire_answers_contact on questionnaire_answers (contact_id);
create index questionnaire_answers_version on questionnaire_answers (version_id, recorded_at desc);

alter table evidence_files add column answer_id uuid references questionnaire_answers;
create unique index evidence_files_answer on evidence_files (answer_id);

-- Mails that say what was agreed to; some with a button that must be pressed.
alter table person_mails drop constraint person_mails_kind_check;
alter table person_mails add constraint person_mails_kind_check check (kind in ('opt-in', 'not-me', 'consent'));

create table consents (
  id uuid primary key,
  answer_id uuid not null references questionnaire_answers,
  identity_hash bytea not null references identities,
  -- The number that was given for calls and texts; null on other channels.
  number_hash bytea,
  channels text[] not null,
  purposes text[] not null,
  controller text not null,
  -- The sentence beside the box, and the version that holds all that was shown with it.
  text text not null,
  version_id uuid not null references questionnaire_versions,
  act text not null check (act in ('tick', 'signature')),
  evidence_id uuid not null references evidence_files,
  given_at timestamptz not null,
  recorded_at timestamptz not null,
  -- It counts only once the button of the mail was pressed: because of the country, or because a no stood then.
  must_confirm boolean not null,
  after_no boolean not null,
  mail_id uuid references person_mails
);
create index consents_identity on consents (identity_hash);
create index consents_number on consents (number_hash) where number_hash is not null;
create index consents_mail on consents (mail_id) where mail_id is not null;
create index consents_answer on consents (answer_id);
create index consents_unconfirmed on consents (recorded_at) where must_confirm;

create table consent_confirmations (
  consent_id uuid primary key references consents,
  mail_id uuid not null references person_mails,
  confirmed_at timestamptz not null
);

create table consent_withdrawals (
  consent_id uuid not null references consents,
  objection_id uuid not null references objections,
  withdrawn_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (consent_id, objection_id)
);
create index consent_withdrawals_objection on consent_withdrawals (objection_id);

create function refuse_update() returns trigger language plpgsql as $$ begin raise exception 'a row of % is never changed', tg_table_name; end $$;
create trigger consents_stay before update on consents for each row execute function refuse_update();
create trigger questionnaire_versions_stay before update on questionnaire_versions for each row execute function refuse_update();
