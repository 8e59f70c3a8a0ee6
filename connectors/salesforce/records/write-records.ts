import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { z } from 'zod'
import { ask } from '../transport/api.ts'
import { collectionSize, paths } from '../transport/endpoints.ts'
import { elementFault } from '../transport/errors.ts'
import type { ElementFault } from '../transport/errors.ts'
import type { PersonObject } from '../fields/fields.ts'
import { gotPersonAccounts, throughAccounts, type WrittenPart } from './person-accounts.ts'
import type { SalesforceSystem } from '../fields/system.ts'

export interface RecordWrite {
  object: PersonObject
  id: string
  /** Only what changes; null clears (docs/reference/salesforce.md#single). */
  fields: Readonly<Record<string, string | boolean | null>>
  /** Records of one account lock each other: they are written side by side (docs/reference/salesforce.md#row-locks). */
  accountId?: string | null
}
/** Records that were not written as asked, by id. */
export type WriteFaults = ReadonlyMap<string, ElementFault>

/** What a collection call says of one record (docs/reference/salesforce.md#collections). */
export const Element = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ statusCode: z.string(), fields: z.array(z.string()).nullish() })).default([]),
})

/**
 * Writes through the collection call, 200 records at a time, and reads every element: HTTP 200 says nothing
 * (docs/reference/salesforce.md#collections). A locked row is tried once more at once. A record refused with several
 * fields is tried field by field, so that one rule does not stop the other channels; after `tries` refusals of single
 * fields and none taken it is left: a rule about the record as a whole would refuse each of many.
 */
export async function writeRecords(
  system: SalesforceSystem,
  writes: readonly RecordWrite[],
  tries = Number.POSITIVE_INFINITY,
): Promise<WriteFaults> {
  const faults = await writeAsDescribed(system, writes)
  const several = writes.filter(
    (write) => faults.get(write.id)?.kind === 'refused' && Object.keys(write.fields).length > 1,
  )
  const names = [...new Set(several.flatMap((write) => Object.keys(write.fields)))]
  for (const { id } of several) faults.delete(id)
  const refusedSingly = new Map<string, number>()
  const isLeft = ({ id }: RecordWrite): boolean => (refusedSingly.get(id) ?? 0) >= tries
  for (const name of names) {
    const singles = several.flatMap((write) =>
      write.fields[name] === undefined || isLeft(write) ? [] : [{ ...write, fields: { [name]: write.fields[name] } }],
    )
    // One field that is locked is tried again with all of them: another one's refusal must not end that.
    const refused = await writeOnce(system, singles)
    for (const { id } of singles)
      refusedSingly.set(id, refused.has(id) ? (refusedSingly.get(id) ?? 0) + 1 : Number.NEGATIVE_INFINITY)
    for (const [id, fault] of refused) if (faults.get(id)?.kind !== 'locked') faults.set(id, fault)
  }
  return faults
}

/** Contacts that our user may not write are tried once more where they turn out to be people on an account. */
async function writeAsDescribed(
  system: SalesforceSystem,
  writes: readonly RecordWrite[],
): Promise<Map<string, ElementFault>> {
  const faults = await writeOnce(system, writes)
  const closed = writes.filter(({ object, id }) => object === 'Contact' && isClosed(faults.get(id)))
  if (closed.length === 0 || !(await gotPersonAccounts(system))) return faults
  for (const { id } of closed) faults.delete(id)
  return new Map([...faults, ...(await writeOnce(system, closed))])
}

const isClosed = (fault: ElementFault | undefined): boolean =>
  fault?.kind === 'refused' && fault.reason === 'not-permitted'

async function writeOnce(system: SalesforceSystem, writes: readonly RecordWrite[]): Promise<Map<string, ElementFault>> {
  const faults = await patch(system, writes)
  const again = await patch(
    system,
    writes.filter((write) => faults.get(write.id)?.kind === 'locked'),
  )
  return new Map([...[...faults].filter(([, fault]) => fault.kind !== 'locked'), ...again])
}

async function patch(system: SalesforceSystem, writes: readonly RecordWrite[]): Promise<Map<string, ElementFault>> {
  const parts = await throughAccounts(system, writes)
  const sorted = parts.toSorted((left, right) => sortKey(left).localeCompare(sortKey(right)))
  const faults = new Map<string, ElementFault>()
  for (const slice of chunksOf(sorted, collectionSize)) {
    const records = slice.map(({ object, id, fields }) => ({ attributes: { type: object }, id, ...fields }))
    const elements = await ask(
      system,
      { method: 'PATCH', path: paths.collection, body: { allOrNone: false, records }, write: true },
      z.array(Element).length(slice.length),
    )
    elements.forEach((element, index) => {
      const write = slice[index]
      if (write !== undefined && !element.success)
        faults.set(
          write.of,
          elementFault(element.errors[0]?.statusCode ?? 'UNKNOWN_ERROR', element.errors[0]?.fields ?? []),
        )
    })
  }
  return faults
}

/** Objects in runs, because a collection takes few changes of type (docs/reference/salesforce.md#collections). */
function sortKey(write: WrittenPart): string {
  return `${write.object} ${write.accountId ?? ''} ${write.id}`
}
