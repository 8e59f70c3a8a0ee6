-- The one question before a term ends (docs/reference/law.md#g4). The row comes first, then the mail or the field of a CRM: who has a row is
-- not asked again for the same term, whatever became of it.
create table repermission_asks (
  id uuid primary key,
  contact_id uuid not null references contacts,
  identity_hash bytea not null references identities,
  language text not null,
  term_on date not null,
  way text not null check (way in ('mail', 'field')),
  -- The CRM whose fields hold the link.
  connection_id uuid references connections,
  -- `unclear`: nobody knows whether the mail went out; it is never sent again.
  state text not null check (state in ('queued', 'sending', 'asked', 'unclear', 'refused')),
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  asked_at timestamptz,
  message_id text,
  failure text,
  -- Yes on its page; a no is an objection like any other.
  answered_at timestamptz,
  check ((way = 'field') = (connection_id is not null))
);
create unique index repermission_asks_contact on repermission_asks (contact_id, term_on);
create unique index repermission_asks_identity on repermission_asks (identity_hash, term_on);
create index repermission_asks_due on repermission_asks (next_attempt_at) where state in ('queued', 'sending');
create index repermission_asks_asked on repermission_asks (asked_at) where asked_at is not null;

-- A person's link that also opens the page of the question.
alter table person_links add column ask_id uuid references repermission_asks;
create index person_links_ask on person_links (ask_id) where ask_id is not null;

alter table evidence_files add column ask_id uuid references repermission_asks;

-- A consent given as the answer: its text stands in shown_texts. The press on the page of a mail that was sent to the address itself
-- is its confirmation, without a second mail.
alter table consents alter column answer_id drop not null;
alter table consents alter column version_id drop not null;
alter table consents add column ask_id uuid references repermission_asks;
alter table consents add column text_hash bytea references shown_texts;
alter table consents drop constraint consents_act_check;
alter table consents add constraint consents_act_check check (act in ('tick', 'signature', 'button'));
alter table consents add constraint consents_origin check (case when ask_id is null then answer_id is not null and version_id is not null else text_hash is not null end);
create unique index consents_ask on consents (ask_id) where ask_id is not null;
alter table consent_confirmations alter column mail_id drop not null;
