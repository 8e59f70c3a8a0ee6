-- What a CRM says of a person beside its columns: language, day of a notice sent there, whether mail comes back.
alter table remote_records add column extras jsonb not null default '{}';

-- Notices that Lawbase mails itself. One open mail per address; what came of it stands in `notices` too.
create table notice_mails (
  id uuid primary key,
  contact_id uuid not null references contacts,
  identity_hash bytea not null references identities,
  language text not null,
  due_on date,
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  sent_at timestamptz,
  message_id text,
  failure text
);
create unique index notice_mails_open on notice_mails (identity_hash) where next_attempt_at is not null;
create index notice_mails_due on notice_mails (next_attempt_at) where next_attempt_at is not null;
create index notice_mails_sent on notice_mails (sent_at) where sent_at is not null;

-- Date field of the system that says when the notice was sent there.
alter table connections add column notice_property text not null default '';
