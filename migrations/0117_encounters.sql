-- Calls and meetings of people that stand beside their records (docs/decisions/0041), as their systems told them when it was asked who may be removed. What was written about one is not kept: only that something was.
create table encounters (
  record_id bigint not null references remote_records on delete cascade,
  object text not null,
  remote_id text not null,
  kind text not null check (kind in ('call', 'meeting')),
  begun_by text check (begun_by in ('person', 'us')),
  at timestamptz not null,
  field text not null,
  value text not null,
  label text not null,
  vendor_means text check (vendor_means in ('took-part', 'by-person', 'not')),
  noted boolean not null,
  -- What it is by the settings now: a kind of act, 'no', or 'undecided'.
  judged text not null check (judged in ('call-received', 'call-answered', 'meeting', 'no', 'undecided')),
  read_at timestamptz not null,
  primary key (record_id, object, remote_id)
);
-- Notes that read like an opt-out, so that each is asked about once.
create table encounter_notes (
  record_id bigint not null references remote_records on delete cascade,
  object text not null,
  remote_id text not null,
  asked_at timestamptz not null,
  primary key (record_id, object, remote_id)
);
