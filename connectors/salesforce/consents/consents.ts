import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import type { Channel } from '../../../src/domain/app/channel.ts'
import type { ObjectFields } from '../fields/describe.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { individualOf } from '../records/individuals.ts'
import type { PersonRow } from '../records/records.ts'
import { rowsAmong, subQuery, type Window } from '../records/rows-among.ts'
import type { Row } from '../transport/api.ts'
import { to18 } from '../transport/ids.ts'
import { instant, text } from '../transport/rows.ts'

/**
 * Objects that hold what an Individual agreed to or refused: by channel, or for one address or number
 * (docs/reference/salesforce.md#consents). Only an org with Data Protection and Privacy has them.
 */
export const consentObjects = ['ContactPointTypeConsent', 'ContactPointConsent'] as const
export type ConsentObject = (typeof consentObjects)[number]
/** What each names of the contact point: its kind, or the one it is of. */
const pointFields: Readonly<Record<ConsentObject, string>> = {
  ContactPointTypeConsent: 'ContactPointType',
  ContactPointConsent: 'ContactPointId',
}

/** What is asked for where our user sees it, beside the party and the status. */
const details = ['CaptureDate', 'CaptureSource', 'DoubleConsentCaptureDate', 'EffectiveFrom', 'EffectiveTo'] as const
export const effectiveTo = 'EffectiveTo'

/** One row that holds now. */
export interface ConsentRow {
  object: ConsentObject
  id: string
  says: 'yes' | 'no'
  channels: readonly Channel[]
  /** When it was given, and confirmed; null = not shown. */
  at: Date | null
  confirmedAt: Date | null
  /** Where it was captured, in the org's own words. */
  captured: string | null
}
/** By Individual. */
type ConsentRows = ReadonlyMap<string, readonly ConsentRow[]>
/** What stands in the consent objects about some Individuals, and whose refusals there our user could not read. */
export interface Consents {
  rows: ConsentRows
  unread: ReadonlyMap<string, ReadonlySet<ConsentObject>>
}
export const noConsents: Consents = { rows: new Map(), unread: new Map() }

/**
 * Kinds of contact point and the channels they stand for. A refusal of a phone is one of everything that reaches a
 * number; `Web` reaches nobody by a channel that Lawbase knows.
 */
const refusedChannels: Readonly<Record<string, readonly Channel[]>> = {
  Email: ['email'],
  Phone: ['phone', 'sms', 'robocall'],
  MailingAddress: ['post'],
  Social: ['social'],
}
/** A consent to a phone is one to calls and to nothing else (docs/reference/law.md#e3). */
const agreedChannels: Readonly<Record<string, readonly Channel[]>> = { ...refusedChannels, Phone: ['phone'] }

const pointObjects: readonly (readonly [object: string, kind: string])[] = [
  ['ContactPointEmail', 'Email'],
  ['ContactPointPhone', 'Phone'],
  ['ContactPointAddress', 'MailingAddress'],
]

/**
 * Consents and refusals of the Individuals behind these persons that hold now: a question for each object that our user
 * sees, whatever the number of persons, and none where nobody has an Individual. `window` = null: by lists of ids.
 */
export async function consentsOf(
  system: SalesforceSystem,
  persons: readonly PersonRow[],
  window: Window | null,
): Promise<Consents> {
  const ids = [...new Set(persons.flatMap(({ row }) => individualOf(row) ?? []))]
  return await consentsOfIndividuals(system, ids, subQuery(window, 'IndividualId'))
}

export async function consentsOfIndividuals(
  system: SalesforceSystem,
  ids: readonly string[],
  among: string | null,
): Promise<Consents> {
  if (ids.length === 0) return noConsents
  const found = new Map<string, ConsentRow[]>()
  const unread = new Map<string, Set<ConsentObject>>()
  const missing = (party: string, object: ConsentObject) =>
    unread.set(party, (unread.get(party) ?? new Set()).add(object))
  const wanted = new Set(ids)
  const now = system.deps.clock.now()
  const [byType, byPoint] = await allEnded([
    rowsOf(system, 'ContactPointTypeConsent', ids, among),
    rowsOf(system, 'ContactPointConsent', ids, among),
  ])
  const known = system.access.notThere ?? []
  for (const [object, rows] of [
    ['ContactPointTypeConsent', byType],
    ['ContactPointConsent', byPoint],
  ] as const)
    if (rows === null && !known.includes(object)) for (const id of ids) missing(id, object)
  const kinds =
    byPoint === null || byPoint.length === 0 ? new Map<string, string>() : await kindsOfPoints(system, ids, among)
  const add = (object: ConsentObject, row: Row, kind: string | null) => {
    const party = to18(text(row, 'PartyId') ?? '')
    const read = holds(row, now) && kind !== null ? consentOf(object, row, kind, now) : null
    if (!wanted.has(party)) return
    if (read !== null) found.set(party, [...(found.get(party) ?? []), read])
    // A refusal of a contact point that our user may not see: of which channel cannot be told.
    else if (kind === null && optsOut(row) && holds(row, now)) missing(party, object)
  }
  for (const row of byType ?? []) add('ContactPointTypeConsent', row, text(row, 'ContactPointType'))
  for (const row of byPoint ?? [])
    add('ContactPointConsent', row, kinds.get(to18(text(row, 'ContactPointId') ?? '')) ?? null)
  return { rows: found, unread }
}

/** What the org shows our user of one of these objects; null = not what is needed. */
async function visibleFields(system: SalesforceSystem, object: ConsentObject): Promise<ObjectFields | null> {
  const fields = await system.fieldsOf(object)
  return fields !== null && ['PartyId', 'PrivacyConsentStatus', pointFields[object]].every((name) => fields.has(name))
    ? fields
    : null
}

export const consentsShown = async (system: SalesforceSystem, object: ConsentObject): Promise<boolean> =>
  (await visibleFields(system, object)) !== null

/** Null = our user may not read the object, or not what is needed of it. */
async function rowsOf(
  system: SalesforceSystem,
  object: ConsentObject,
  ids: readonly string[],
  among: string | null,
): Promise<Row[] | null> {
  const fields = await visibleFields(system, object)
  if (fields === null || system.refusedQueries.has(object)) return null
  const select = [
    'Id',
    'PartyId',
    pointFields[object],
    'PrivacyConsentStatus',
    ...details.filter((name) => fields.has(name)),
  ]
  const start = `SELECT ${select.join(', ')} FROM ${object} WHERE PrivacyConsentStatus IN ('OptIn','OptOut') AND PartyId IN `
  const rows = await rowsAmong(system, { key: object, start }, ids, among)
  if (rows === null) system.refusedQueries.add(object)
  return rows
}

/** What each contact point of these Individuals is, by its id. */
async function kindsOfPoints(
  system: SalesforceSystem,
  ids: readonly string[],
  among: string | null,
): Promise<Map<string, string>> {
  const rows = async (object: string): Promise<readonly Row[]> => {
    if ((await system.fieldsOf(object))?.has('ParentId') !== true) return []
    const question = { key: object, start: `SELECT Id FROM ${object} WHERE ParentId IN ` }
    return (await rowsAmong(system, question, ids, among)) ?? []
  }
  const found = await allEnded(pointObjects.map(([object]) => rows(object)))
  return new Map(
    pointObjects.flatMap(([, kind], place) =>
      (found[place] ?? []).map((row) => [to18(text(row, 'Id') ?? ''), kind] as const),
    ),
  )
}

const optsOut = (row: Row): boolean => text(row, 'PrivacyConsentStatus') === 'OptOut'

/** Not ended, and begun: but a refusal counts before, since nothing changes in the org on the day it begins. */
function holds(row: Row, now: Date): boolean {
  const [from, to] = [instant(row, 'EffectiveFrom'), instant(row, effectiveTo)]
  return (optsOut(row) || from === null || from <= now) && (to === null || to > now)
}

/** The day of a row that begins later is none on which something was said. */
function saidAt(row: Row, now: Date): Date | null {
  const at = instant(row, 'CaptureDate') ?? instant(row, 'EffectiveFrom')
  return at === null || at > now ? null : at
}

function consentOf(object: ConsentObject, row: Row, kind: string, now: Date): ConsentRow | null {
  const says = optsOut(row) ? 'no' : 'yes'
  const channels = (says === 'no' ? refusedChannels : agreedChannels)[kind]
  if (channels === undefined) return null
  return {
    object,
    id: to18(text(row, 'Id') ?? ''),
    says,
    channels,
    at: saidAt(row, now),
    confirmedAt: instant(row, 'DoubleConsentCaptureDate'),
    captured: text(row, 'CaptureSource'),
  }
}

/** The rows of the Individual behind a person. */
export const rowsBehind = (row: Row, { rows }: Consents): readonly ConsentRow[] =>
  rows.get(individualOf(row) ?? '') ?? []

/** Consent objects that may hold a refusal of the Individual behind a person and that our user could not read. */
export const unreadBehind = (row: Row, { unread }: Consents): readonly ConsentObject[] =>
  [...(unread.get(individualOf(row) ?? '') ?? [])].toSorted()

/** Whether our user sees a consent object; null = it is none. */
export const consentObjectShown = async (system: SalesforceSystem, name: string): Promise<boolean | null> => {
  const object = consentObjects.find((one) => one === name)
  return object === undefined ? null : await consentsShown(system, object)
}

/** Channels that rows of these objects may refuse. */
export const refusableIn = (objects: readonly ConsentObject[]): ReadonlySet<Channel> =>
  new Set(
    objects.flatMap((object) =>
      object === 'ContactPointTypeConsent'
        ? Object.values(refusedChannels).flat()
        : pointObjects.flatMap(([, kind]) => refusedChannels[kind] ?? []),
    ),
  )

/** Channels that these rows refuse. */
export const refusedIn = (rows: readonly ConsentRow[]): ReadonlySet<Channel> =>
  new Set(rows.flatMap(({ says, channels }) => (says === 'no' ? channels : [])))
