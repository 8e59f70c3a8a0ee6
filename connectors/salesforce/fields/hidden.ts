import type { Access } from '../../../src/connector/access.ts'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { Row } from '../transport/api.ts'
import type { ObjectFields } from './describe.ts'
import { doNotContact, stoppedKinds, vendorOptOuts } from './fields.ts'
import { isReadable } from '../transport/rows.ts'

type Known = Pick<Access, 'provisioned' | 'kinds'>

/**
 * Fields that say whether a person may be reached, and that this row does not show: hidden from our user, or null where
 * they never are.
 */
export function hiddenOn(row: Row, { provisioned, kinds = [] }: Known): string[] {
  const switches = [...new Set([...vendorOptOuts, ...kinds.flatMap(({ targets }) => targets)])].filter(
    (name) => !isReadable(row, name),
  )
  return [
    ...switches,
    ...(provisioned === true ? [doNotContact, stoppedKinds].filter((name) => row[name] === undefined) : []),
  ]
}

/** Whether a description shows everything that `hiddenOn` asks for; one that does not is soon read again. */
export function showsAll(fields: ObjectFields, { provisioned }: Known): boolean {
  return [...vendorOptOuts, ...(provisioned === true ? [doNotContact, stoppedKinds] : [])].every((name) =>
    fields.has(name),
  )
}

/** Whoever remembers what the vendor said of its fields. */
interface FieldMemory {
  forgetFields(): void
}

/**
 * Looks whether rows show what was asked for. One that lacks an opt-out makes the description that promised it old: it
 * is forgotten. One that lacks the address would make somebody a stranger: throws `unavailable`, and it is read again
 * with a new description.
 */
export function assertShown(system: FieldMemory, asked: readonly string[], rows: readonly Row[]): void {
  const promised = vendorOptOuts.filter((name) => asked.includes(name))
  if (asked.includes('Email') && rows.some((row) => row['Email'] === undefined)) throw fieldsChanged(system)
  if (rows.some((row) => promised.some((name) => !isReadable(row, name)))) system.forgetFields()
}

/** A new description is asked for at once. */
const describeAgainMs = 1_000

/**
 * A described field or object that is refused was closed to our user since
 * (docs/reference/salesforce.md#hidden-fields): nothing is known of anybody until they are described again.
 */
export function fieldsChanged(system: FieldMemory): ConnectorError {
  system.forgetFields()
  return new ConnectorError(
    'unavailable',
    'The fields that our user may see in Salesforce changed just now; it is done again with those that are left.',
    { retryAfterMs: describeAgainMs },
  )
}
