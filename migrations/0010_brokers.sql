-- What is handed to brokers that do not answer at once, what they answer later, and what a person must do.

create sequence broker_notice_numbers;

-- One mail, task or file about some Propagations of one Connection. No address stands here: pages read it when somebody asks.
create table broker_notices (
  id uuid primary key,
  connection_id uuid not null references connections,
  kind text not null check (kind in ('mail', 'task', 'file')),
  number text not null unique,
  language text not null,
  created_at timestamptz not null,
  -- Business time after which somebody has to ask the broker.
  due_at timestamptz not null,
  -- Null: whether it went out is not known.
  sent_at timestamptz,
  -- When it was looked at whether somebody has to ask; null = its term has not come.
  term_seen_at timestamptz,
  ticket text,
  -- What the connector needs to speak of it again: a Message-ID, a file name. Never an address.
  details jsonb not null default '{}'
);
create index broker_notices_connection on broker_notices (connection_id, created_at);
create index broker_notices_term on broker_notices (due_at) where term_seen_at is null;

create table broker_notice_orders (
  notice_id uuid not null references broker_notices,
  propagation_id uuid not null references propagations,
  line integer not null,
  primary key (notice_id, propagation_id)
);
create index broker_notice_orders_propagation on broker_notice_orders (propagation_id);

-- Links to the page of a notice: one per mail, all alive for ever (a late answer is welcome).
create table broker_links (
  token_hash bytea primary key,
  notice_id uuid not null references broker_notices,
  created_at timestamptz not null
);

-- Files that prove what a person did; addressed by their content.
create table proof_files (
  hash text primary key,
  type text not null,
  body bytea not null,
  created_at timestamptz not null
);

-- What brokers say about single orders, by any door. An answer waits here until its Propagation can take it.
create table broker_answers (
  id bigint generated always as identity primary key,
  propagation_id uuid not null references propagations,
  notice_id uuid references broker_notices,
  door text not null check (door in ('page', 'task', 'file', 'webhook')),
  -- The same answer told twice counts once.
  dedupe_key text not null unique,
  answer text not null check (answer in ('acknowledged', 'applied', 'absent', 'refused')),
  reason text,
  ticket text,
  answered_by text,
  -- Kept 30 days.
  ip text,
  evidence_hash text references proof_files,
  answered_at timestamptz not null,
  received_at timestamptz not null,
  settled_at timestamptz,
  -- moved = the Propagation took it; noted = it stood there already, or later news did.
  settled_as text check (settled_as in ('moved', 'noted'))
);
create index broker_answers_open on broker_answers (id) where settled_at is null;
create index broker_answers_ip on broker_answers (received_at) where ip is not null;
create index broker_answers_propagation on broker_answers (propagation_id, answered_at);

-- Two reminders of a notice, each sent once.
create table broker_reminders (
  notice_id uuid not null references broker_notices,
  step smallint not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  claimed_until timestamptz,
  -- Sent, or not needed any more.
  ended_at timestamptz,
  sent_at timestamptz,
  failure text,
  primary key (notice_id, step)
);
create index broker_reminders_due on broker_reminders (due_at) where ended_at is null;

-- act: nobody but a person can tell this broker. chase: the broker did not answer in its time.
create table broker_tasks (
  id uuid primary key,
  notice_id uuid not null references broker_notices,
  connection_id uuid not null references connections,
  kind text not null check (kind in ('act', 'chase')),
  due_at timestamptz not null,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by text,
  -- `answered`: the broker did, before the person.
  outcome text check (outcome in ('acknowledged', 'applied', 'absent', 'refused', 'answered')),
  note text,
  evidence_hash text references proof_files,
  evidence_name text,
  unique (notice_id, kind)
);
create index broker_tasks_open on broker_tasks (due_at) where done_at is null;

-- Files sent to one broker; the sequence has no gap. A complete file that shrank too much waits for a person: it has the
-- sequence 0 until it is let go, so that the deltas after it make no gap.
create table broker_files (
  connection_id uuid not null references connections,
  sequence integer not null,
  notice_id uuid references broker_notices,
  mode text not null check (mode in ('full', 'delta')),
  state text not null check (state in ('made', 'held', 'sent')),
  name text,
  row_count integer not null default 0,
  sha256 text,
  created_at timestamptz not null,
  sent_at timestamptz,
  released_by text,
  -- Null: the broker's answer file was not read to its end yet.
  answered_at timestamptz,
  primary key (connection_id, sequence)
);

-- Hashed rows of the files of one broker: a complete file must still hold people whose clear address is gone here.
create table broker_file_rows (
  connection_id uuid not null references connections,
  record_id text not null,
  propagation_id uuid not null references propagations,
  id_format text not null check (id_format in ('sha256_hex', 'sha256_b64', 'md5_hex')),
  id_value text not null,
  scope text not null,
  objected_at timestamptz not null,
  primary key (connection_id, record_id)
);

-- Where a system that is connected by a form can send us messages. The key is part of the address.
create table connection_hooks (
  hook_key text primary key,
  connection_id uuid not null unique references connections,
  created_at timestamptz not null
);

insert into connection_hooks (hook_key, connection_id, created_at)
  select replace(gen_random_uuid()::text, '-', ''), id, created_at from connections where connector = 'broker-webhook' and state <> 'disconnected';
