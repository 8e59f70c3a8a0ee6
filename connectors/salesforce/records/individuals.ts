import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { z } from 'zod'
import { ask, Row, send, shaped } from '../transport/api.ts'
import { collectionSize, paths } from '../transport/endpoints.ts'
import { elementFault } from '../transport/errors.ts'
import { to18 } from '../transport/ids.ts'
import { flag, text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { Element } from './write-records.ts'

/**
 * The person behind several Contacts and Leads, where the org has Data Protection and Privacy on
 * (docs/reference/salesforce.md#individual).
 */
export const individual = 'Individual'
/** An objection to all channels. `ShouldForget` also asks for erasure; Lawbase never writes it. */
export const noSolicit = 'HasOptedOutSolicit'
export const shouldForget = 'ShouldForget'

/** The Individual of a Contact or Lead; null without one, or where the org has none. */
export function individualOf(row: Row): string | null {
  const id = text(row, 'IndividualId')
  return id === null ? null : to18(id)
}

/** What stands at one Individual after `setNoSolicit`. */
export interface IndividualState {
  /** Written now and read back. */
  changed: boolean
  noSolicit: boolean
  shouldForget: boolean
  /** What was read, or why nothing could be, in the vendor's words. */
  note: string
  /** Somebody else writes to it just now: the vendor's code; null = nobody does. */
  locked: string | null
}

/**
 * Sets the objection of these Individuals to `value` where it differs and our user may write it, and reads it back.
 * Refusals only show in what is read: the records' own fields are the first layer. Never makes an Individual.
 */
export async function setNoSolicit(
  system: SalesforceSystem,
  ids: readonly string[],
  value: boolean,
): Promise<ReadonlyMap<string, IndividualState>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const before = await readIndividuals(system, wanted)
  const writable = (await system.fieldsOf(individual))?.get(noSolicit)?.updateable === true
  const differing = writable ? [...before].filter(([, row]) => flag(row, noSolicit) !== value).map(([id]) => id) : []
  const locked = new Map<string, string>()
  for (const slice of chunksOf(differing, collectionSize)) {
    const records = slice.map((id) => ({ attributes: { type: individual }, id, [noSolicit]: value }))
    const elements = await ask(
      system,
      { method: 'PATCH', path: paths.collection, body: { allOrNone: false, records }, write: true },
      z.array(Element).length(slice.length),
    )
    elements.forEach(({ success, errors }, index) => {
      const fault = success ? null : elementFault(errors[0]?.statusCode ?? 'UNKNOWN_ERROR', [])
      if (fault?.kind === 'locked') locked.set(slice[index] ?? '', fault.code)
    })
  }
  const after = new Map([...before, ...(differing.length === 0 ? [] : await readIndividuals(system, differing))])
  return new Map(
    wanted.map((id) => [id, { ...stateOf(before.get(id), after.get(id), value), locked: locked.get(id) ?? null }]),
  )
}

function stateOf(before: Row | undefined, after: Row | undefined, value: boolean): Omit<IndividualState, 'locked'> {
  if (before === undefined || after === undefined)
    return { changed: false, noSolicit: false, shouldForget: false, note: `${individual}.${noSolicit} hidden` }
  const now = flag(after, noSolicit)
  return {
    changed: now === value && flag(before, noSolicit) !== value,
    noSolicit: now,
    shouldForget: flag(after, shouldForget),
    note: `${individual}.${noSolicit}=${now}`,
  }
}

/** Individuals by id, those that our user sees. */
async function readIndividuals(system: SalesforceSystem, ids: readonly string[]): Promise<Map<string, Row>> {
  const found = new Map<string, Row>()
  const visible = await system.fieldsOf(individual)
  if (visible?.has(noSolicit) !== true) return found
  const fields = ['Id', ...[noSolicit, shouldForget].filter((name) => visible.has(name))]
  for (const slice of chunksOf(ids, collectionSize)) {
    const answer = await send(system, {
      method: 'POST',
      path: paths.retrieve(individual),
      body: { ids: slice, fields },
      acceptCodes: ['INVALID_TYPE', 'INVALID_FIELD', 'NOT_FOUND', 'INSUFFICIENT_ACCESS'],
    })
    if (answer.code !== null) return found
    for (const row of shaped(answer, z.array(Row.nullable()))) {
      const id = row === null ? null : text(row, 'Id')
      if (row !== null && id !== null) found.set(to18(id), row)
    }
  }
  return found
}
