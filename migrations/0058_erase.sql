-- What became of a record beyond its vendor's bin: erased for good, or emptied of the person where the vendor keeps the record.
alter table removal_records drop constraint removal_records_state_check;
alter table removal_records add constraint removal_records_state_check check (state in ('planned', 'held', 'binned', 'erased', 'anonymised', 'released', 'refused'));
alter table removal_records add column erased_value text;
alter table removal_records add column erased_at timestamptz;
