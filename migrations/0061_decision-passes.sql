-- Each pass over the base that judged contacts: all of them, or only those whose facts or dates changed since the pass before.
create table decision_passes (
  run_id uuid primary key references hygiene_runs,
  started_at timestamptz not null,
  -- Null = everybody; else those with something new since then.
  since timestamptz,
  -- Digest of what everybody's verdict depends on: settings, declarations, brokers' checks, connected systems.
  common text not null,
  finished_at timestamptz
);
create index decision_passes_started on decision_passes (started_at desc) where finished_at is not null;
create index remote_records_changed on remote_records (changed_at);
create index remote_records_matched on remote_records (matched_at);
create index sources_created on sources (created_at);
create index decisions_notice_due on decisions ((detail ->> 'noticeDueOn')) where detail ->> 'noticeState' = 'DUE';
create index decisions_term on decisions (term_on);
