-- Records of one person in one plan, asked for each person of a plan.
create index removal_records_contact on removal_records (contact_id, plan_id);
