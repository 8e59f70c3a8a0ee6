/**
 * The one place where the mystery shopper is kept out of figures: conditions on the id of a row, for every query that
 * counts people, objections or their ways, or lists them for somebody to act on. Never `not in`: it reads all of the
 * shopper's rows before the first row of the query, and the planner then prefers to read whole tables.
 */
export const noShopper = {
  /** On the id of a remote record. */
  record: (id: string) => `not exists (select 1 from shopper_records shopper where shopper.id = ${id})`,
  /** On the id of a contact; an unmatched record's null is nobody's. */
  contact: (id: string) => `not exists (select 1 from shopper_records shopper where shopper.contact_id = ${id})`,
  /** On the id of an objection. */
  objection: (id: string) => `not exists (select 1 from shopper_objections shopper where shopper.id = ${id})`,
} as const
