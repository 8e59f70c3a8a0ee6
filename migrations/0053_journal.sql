-- What a restored backup would have forgotten is followed into files outside (LAWBASE_JOURNAL_DIR), and what a restore leaves behind.

alter table key_ring drop constraint key_ring_purpose_check;
alter table key_ring add constraint key_ring_purpose_check check (purpose in ('credentials', 'identity', 'link', 'journal'));

-- Up to which sealed act the files go. `epoch` is another one after each restore: numbers of acts begin again where the backup ended.
create table journal_follower (
  one boolean primary key default true check (one),
  epoch uuid not null,
  seq bigint not null,
  -- Business times: last look that found everything written; since when the files cannot be written, and why.
  written_at timestamptz,
  failing_since timestamptz,
  failure text,
  -- Who was mailed that it fails.
  told text[] not null default '{}'
);

-- A lift that comes back from the journal has no mail any more.
alter table lifts alter column mail_id drop not null;

-- Set by a restore: nothing is written there until all of it was read again.
alter table connections add column restored_at timestamptz;
