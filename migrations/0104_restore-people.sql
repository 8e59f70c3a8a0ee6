-- Who brings a person of a plan back, why, and how far that got: a hold that is lifted, or a record out of its system's bin.
alter table removal_items add column restore_by text, add column restore_at timestamptz, add column restore_reason text,
  add column restore_next_at timestamptz, add column restore_ended_at timestamptz, add column restore_purged_at timestamptz;
update removal_items set restore_at = updated_at where state = 'restored';
create index removal_items_restores on removal_items (plan_id) where state = 'restored' and restore_ended_at is null;

-- Of a record that lay in the bin: when it was read alive again and what was read, or why it never will be.
alter table removal_records add column back_at timestamptz, add column back_value text, add column back_end text check (back_end in ('bin-over', 'refused')), add column back_detail text;
