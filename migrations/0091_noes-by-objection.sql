-- The journal reads every cell that an objection stands behind, or stood behind: without these it read the whole table for each one,
-- eight minutes for a list of 10,000.
create index suppressions_objection on suppressions (objection_id);
create index lifted_suppressions_objection on lifted_suppressions (objection_id);
