-- When a system's bin ends for a record that lies in it, as the system said while it was connected: once it is not, nobody can ask.
alter table removal_records add column bin_ends_at timestamptz;
