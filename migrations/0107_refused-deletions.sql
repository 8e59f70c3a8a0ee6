-- Whoever a system refuses to delete waits for a DPO: the next plan tries it again, or a plan of their own empties the
-- records of the person and leaves them there (docs/reference/promises.md#removal-refused).
alter table removal_plans
  -- A record whose deletion is refused is emptied.
  add column empties boolean not null default false,
  -- The plan whose refusals it is about.
  add column of_plan uuid references removal_plans;
alter table removal_records
  -- The system never refused it, it only never did it in time: the next plan tries again by itself.
  add column given_up boolean not null default false;
alter table removal_items
  add column decision text check (decision in ('anonymise', 'again')),
  add column decided_at timestamptz,
  add column decided_by text,
  add column decision_reason text;
create index removal_items_refused on removal_items (contact_id) where state = 'refused' and reason = 'bin-refused' and decision is null;
