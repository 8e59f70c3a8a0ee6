-- Messages that mailboxes received, what waits for a person's answer, blocks meanwhile.

create table mailbox_messages (
  id uuid primary key,
  connection_id uuid not null references connections,
  -- The same for a message that is read twice (another UIDVALIDITY, a line that broke before the commit).
  dedupe_key text not null,
  received_at timestamptz not null,
  taken_in_at timestamptz not null,
  verdicts text[] not null,
  -- Which rules spoke and in which language; the words themselves are only in the sealed copy.
  rules text[] not null,
  confidence real not null,
  -- `unreadable` or `oversize`.
  fault text,
  objection_id uuid references objections,
  -- Subject, text and sender, sealed under the key ring; erased 30 days after it was taken in, kept while a review is open.
  sealed text,
  keep_until timestamptz not null,
  unique (connection_id, dedupe_key)
);
create index mailbox_messages_ending on mailbox_messages (keep_until) where sealed is not null;

-- What a person must decide (console: Reviews). `facts` hold no personal data.
create table reviews (
  id uuid primary key,
  kind text not null,
  contact_id uuid references contacts,
  objection_id uuid references objections,
  connection_id uuid references connections,
  message_id uuid references mailbox_messages,
  facts jsonb not null default '{}',
  opened_at timestamptz not null,
  due_on date,
  meanwhile_blocked boolean not null,
  answered_at timestamptz,
  answered_by text,
  answer text
);
create index reviews_open on reviews (due_on nulls last, opened_at) where answered_at is null;
create index reviews_contact on reviews (contact_id);
create index reviews_message on reviews (message_id);

-- Our own "not for now" while a question about a person is open. Carried to every CRM that may be written to; never a vendor's opt-out.
create table review_holds (
  id uuid primary key,
  contact_id uuid not null references contacts,
  -- The question that is open meanwhile.
  review_id uuid not null references reviews,
  until date not null,
  -- setting: not on every record yet; held: read back everywhere; lifting: to be taken off; lifted: taken off everywhere.
  state text not null check (state in ('setting', 'held', 'lifting', 'lifted')),
  created_at timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts integer not null default 0,
  done_at timestamptz
);
create index review_holds_due on review_holds (next_attempt_at) where state in ('setting', 'lifting');
create index review_holds_contact on review_holds (contact_id) where state <> 'lifted';
create index review_holds_review on review_holds (review_id);

-- Addresses that mail servers refuse for good (RFC 3464, 5.x.x). No objection: nobody said no, mailing there is useless.
create table mail_stops (
  identity_hash bytea primary key references identities,
  connection_id uuid not null references connections,
  status text not null,
  since timestamptz not null
);
