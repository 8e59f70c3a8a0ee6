-- Certificates of removals. The root is fixed with the removal itself; what proves one person goes with the removal memory.
alter table removal_plans add column settings_version integer;
alter table removal_plans add column certificate_root bytea;
alter table removal_plans add column certificate_addresses integer;

create table certificate_leaves (
  plan_id uuid not null references removal_plans,
  commitment bytea not null,
  removed_at timestamptz not null,
  primary key (plan_id, commitment)
);
create index certificate_leaves_removed on certificate_leaves (removed_at);
