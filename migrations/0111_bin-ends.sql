-- What a vendor's bin showed of a record after its last day, and when a plan's bins are looked into next.

alter table removal_records add column bin_shows text check (bin_shows in ('absent', 'in-bin', 'alive'));
alter table removal_records add column bin_read_at timestamptz;
alter table removal_plans add column bin_due_at timestamptz;
create index removal_plans_bin_due on removal_plans (bin_due_at) where bin_due_at is not null;

-- Plans of before are looked at once: those whose bins have ended are completed, the others wait for their day.
update removal_plans p set bin_due_at = p.finished_at where p.state = 'done' and exists (
  select 1 from removal_records rr where rr.plan_id = p.id and rr.state = 'binned' and rr.binned_value <> 'absent');
