-- Who writes to a mailbox besides the people we contact: our own colleagues who pass their words on, and vendors of data
-- that list who opted out there.
create table mailbox_settings (
  connection_id uuid primary key references connections,
  colleagues boolean not null,
  -- Domains whose senders are our own people, beside the users of the console.
  domains text[] not null,
  -- What our mail server calls itself in Authentication-Results; '' = not told, '*' = the topmost one counts.
  auth_server text not null,
  -- Addresses from which vendors mail who opted out there: [{"address", "vendor"}].
  vendors jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- The answer to a colleague who passed an opt-out on: a receipt, or what to do. Nobody else is ever answered.
create table colleague_mails (
  id uuid primary key,
  message_id uuid not null unique references mailbox_messages,
  kind text not null check (kind in ('receipt', 'nobody', 'doubt')),
  -- Whom it goes to, sealed; erased once it was sent.
  address text,
  language text not null,
  objection_ids uuid[] not null,
  created_at timestamptz not null,
  -- A receipt waits for its systems until then, and says how far they are.
  due_at timestamptz not null,
  attempts integer not null default 0,
  claimed_until timestamptz,
  sent_at timestamptz,
  failure text
);
create index colleague_mails_due on colleague_mails (due_at) where sent_at is null and address is not null;
