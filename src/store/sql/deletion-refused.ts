/**
 * SQL of a boolean: a system refused to delete the contact in the column `contact`, and nobody has decided about it.
 */
export const deletionRefused = (contact: string): string => `exists (
  select 1 from removal_items ri join removal_plans rp on rp.id = ri.plan_id and rp.kind <> 'erasure' where ri.contact_id = ${contact} and ri.state = 'refused' and ri.reason = 'bin-refused' and ri.decision is null)`
