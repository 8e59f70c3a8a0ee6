-- Why somebody is kept from removal: by law (a dispute, an audit, an order), or out of plans for a reason that ends.
alter table legal_holds add column purpose text not null default 'legal' check (purpose in ('legal', 'kept-out')),
  add constraint legal_holds_kept_out_ends check (purpose = 'legal' or until is not null);

-- Left the list while it still waited for its approval: the approver never saw them on it.
alter table removal_items add column left_waiting boolean not null default false;
