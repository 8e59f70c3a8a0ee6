import type { RecordRef } from '../../../src/connector/records.ts'
import type { RelatedRef, RelatedStanding } from '../../../src/connector/related.ts'
import type { Row } from '../transport/api.ts'
import { personObjects } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { individual } from '../records/individuals.ts'
import { readDeleted, readLive } from '../records/records.ts'
import { contactPoints } from './related-list.ts'
import { rowsWith } from '../records/related-rows.ts'
import { flag, text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'
import { keyOf } from '../records/targets.ts'

const prefixes = { Contact: '003', Lead: '00Q', account: '001' } as const

/** What is known of one thing before the others it hangs on were looked at. */
interface Claim {
  standing: RelatedStanding
  /** Contacts and Leads besides those who leave. */
  others: string[]
}

/**
 * Who or what else needs each thing now: another Contact, Lead or User, or a record such as a case, contract or
 * opportunity. An account does not hold it, but for a file, which must be linked to nobody else. What our user cannot
 * see never makes a thing free.
 */
export async function lookAtRelated(
  system: SalesforceSystem,
  items: readonly RelatedRef[],
  leaving: readonly RecordRef[],
): Promise<readonly RelatedStanding[]> {
  const gone = new Set(leaving.map((ref) => to18(ref.id)))
  const claims = new Map<string, Claim>()
  const idsOf = (objects: readonly string[]) =>
    items.filter(({ ref }) => objects.includes(ref.object)).map(({ ref }) => ref)
  for (const object of new Set(items.map(({ ref }) => ref.object))) {
    const ids = idsOf([object]).map(({ id }) => id)
    const found =
      object in contactPoints
        ? await pointClaims(system, object, ids, gone)
        : object === individual
          ? await individualClaims(system, ids, gone)
          : await thingClaims(system, object, ids, gone)
    for (const id of ids)
      claims.set(keyOf(object, id), found?.get(id) ?? { standing: found === null ? 'unseen' : 'gone', others: [] })
  }
  const known = await standingOfPeople(
    system,
    [...claims.values()].flatMap(({ others }) => others),
  )
  return items.map(({ ref }): RelatedStanding => {
    const claim = claims.get(keyOf(ref.object, ref.id))
    if (claim === undefined) return 'unseen'
    if (claim.standing !== 'free') return claim.standing
    const others = claim.others.map((id) => known.get(id))
    return others.includes('live') ? 'shared' : others.includes('unseen') ? 'unseen' : 'free'
  })
}

/** Fields that name the person, fields that name something else which needs it, and the rows that name further ones. */
interface Thing {
  who: readonly string[]
  what: readonly string[]
  links: { object: string; thing: string; link: string; optional: boolean } | null
}

const things: Readonly<Record<string, Thing>> = {
  EmailMessage: {
    who: [],
    what: ['RelatedToId', 'ParentId'],
    links: { object: 'EmailMessageRelation', thing: 'EmailMessageId', link: 'RelationId', optional: false },
  },
  Task: {
    who: ['WhoId'],
    what: ['WhatId'],
    links: { object: 'TaskRelation', thing: 'TaskId', link: 'RelationId', optional: true },
  },
  Event: {
    who: ['WhoId'],
    what: ['WhatId'],
    links: { object: 'EventRelation', thing: 'EventId', link: 'RelationId', optional: false },
  },
  Attachment: { who: ['ParentId'], what: [], links: null },
  ContentDocument: {
    who: [],
    what: ['OwnerId'],
    links: { object: 'ContentDocumentLink', thing: 'ContentDocumentId', link: 'LinkedEntityId', optional: false },
  },
}

async function thingClaims(
  system: SalesforceSystem,
  object: string,
  ids: readonly string[],
  gone: ReadonlySet<string>,
): Promise<Map<string, Claim> | null> {
  const thing = things[object]
  const rows = thing === undefined ? null : await rowsWith(system, object, 'Id', ids, [...thing.who, ...thing.what])
  if (thing === undefined || rows === null) return null
  const further = await linkedTo(system, thing.links, ids)
  if (further === null) return null
  return new Map(
    rows.map((row) => {
      const id = to18(text(row, 'Id') ?? '')
      const linked = further.get(id) ?? []
      if (object === 'ContentDocument') return [id, fileClaim(row, linked, gone)]
      const named = (names: readonly string[]) => names.map((name) => text(row, name) ?? '')
      return [id, claimOf([...named(thing.who), ...linked], named(thing.what), gone)]
    }),
  )
}

/** Whom and what each thing names in rows of their own; null where the org does not show them. */
async function linkedTo(
  system: SalesforceSystem,
  links: Thing['links'],
  ids: readonly string[],
): Promise<Map<string, string[]> | null> {
  const further = new Map<string, string[]>()
  if (links === null || (links.optional && (await system.fieldsOf(links.object)) === null)) return further
  const linked = await rowsWith(system, links.object, links.thing, ids, [links.link])
  if (linked === null) return null
  for (const row of linked) {
    const id = to18(text(row, links.thing) ?? '')
    further.set(id, [...(further.get(id) ?? []), text(row, links.link) ?? ''])
  }
  return further
}

/**
 * People it names besides those who leave, and whether something else needs it: whatever is neither empty nor an
 * account.
 */
function claimOf(who: readonly string[], what: readonly string[], gone: ReadonlySet<string>): Claim {
  const held = what.some((id) => id !== '' && !id.startsWith(prefixes.account))
  return {
    standing: held ? 'held' : 'free',
    others: [...new Set(who.map(to18))].filter((id) => isPerson(id) && !gone.has(id)),
  }
}

/** A file may be linked to its owner and to those who leave, to nothing else. */
function fileClaim(row: Row, linkedTo: readonly string[], gone: ReadonlySet<string>): Claim {
  const owner = to18(text(row, 'OwnerId') ?? '')
  const left = linkedTo.map(to18).filter((id) => id !== owner && !gone.has(id))
  return { standing: left.some((id) => !isPerson(id)) ? 'held' : 'free', others: left.filter(isPerson) }
}

/**
 * Objections on the Individual itself that stop no channel, so that nobody carried them anywhere else
 * (docs/reference/salesforce.md#individual).
 */
const otherRefusals = [
  'HasOptedOutProcessing',
  'HasOptedOutProfiling',
  'HasOptedOutTracking',
  'HasOptedOutGeoTracking',
] as const

/**
 * An Individual stands behind Contacts, Leads and Users; while an objection to something is written on it, it stays:
 * the objection would go with it.
 */
async function individualClaims(
  system: SalesforceSystem,
  ids: readonly string[],
  gone: ReadonlySet<string>,
): Promise<Map<string, Claim> | null> {
  const visible = await system.fieldsOf(individual)
  const rows = await rowsWith(
    system,
    individual,
    'Id',
    ids,
    otherRefusals.filter((name) => visible?.has(name) === true),
  )
  const holders = await Promise.all(
    ['Contact', 'Lead', 'User'].map((object) => rowsWith(system, object, 'IndividualId', ids, [])),
  )
  const consents = await Promise.all(
    ['ContactPointTypeConsent', 'ContactPointConsent'].map((object) =>
      rowsWith(system, object, 'PartyId', ids, ['PrivacyConsentStatus']),
    ),
  )
  if (rows === null || holders.includes(null) || consents.includes(null)) return null
  const named = (sets: readonly (Row[] | null)[], link: string, fits: (row: Row) => boolean) =>
    new Set(
      sets
        .flatMap((set) => set ?? [])
        .filter(fits)
        .map((row) => to18(text(row, link) ?? '')),
    )
  const shared = named(holders, 'IndividualId', (row) => !gone.has(to18(text(row, 'Id') ?? '')))
  const objected = named(consents, 'PartyId', (row) => text(row, 'PrivacyConsentStatus') === optOut)
  return new Map(
    rows.map((row) => {
      const id = to18(text(row, 'Id') ?? '')
      return [
        id,
        {
          standing: shared.has(id)
            ? 'shared'
            : objected.has(id) || otherRefusals.some((name) => flag(row, name))
              ? 'objected'
              : 'free',
          others: [],
        },
      ]
    }),
  )
}

const optOut = 'OptOut'

/**
 * A contact point is as shared as its Individual. A consent that is an objection is kept: nobody carried it anywhere
 * else.
 */
async function pointClaims(
  system: SalesforceSystem,
  object: string,
  ids: readonly string[],
  gone: ReadonlySet<string>,
): Promise<Map<string, Claim> | null> {
  const link = contactPoints[object] ?? ''
  const consent = link === 'PartyId' ? ['PrivacyConsentStatus'] : []
  const rows = await rowsWith(system, object, 'Id', ids, [link, ...consent])
  if (rows === null) return null
  const owners = await individualClaims(
    system,
    rows.flatMap((row) => text(row, link) ?? []),
    gone,
  )
  if (owners === null) return null
  return new Map(
    rows.map((row) => {
      const owner = owners.get(to18(text(row, link) ?? ''))?.standing ?? 'free'
      const standing =
        consent.length > 0 && text(row, 'PrivacyConsentStatus') === optOut
          ? 'objected'
          : owner === 'shared'
            ? 'shared'
            : 'free'
      return [to18(text(row, 'Id') ?? ''), { standing, others: [] }]
    }),
  )
}

function isPerson(id: string): boolean {
  return id.startsWith(prefixes.Contact) || id.startsWith(prefixes.Lead)
}

/** `unseen`: neither live nor deleted as far as our user sees, so perhaps live. */
async function standingOfPeople(
  system: SalesforceSystem,
  ids: readonly string[],
): Promise<Map<string, 'live' | 'deleted' | 'unseen'>> {
  const known = new Map<string, 'live' | 'deleted' | 'unseen'>()
  for (const object of personObjects) {
    const asked = [...new Set(ids.filter((id) => id.startsWith(prefixes[object])))]
    if (asked.length === 0) continue
    const live = await readLive(system, object, asked, [])
    const deleted = await readDeleted(
      system,
      object,
      asked.filter((id) => !live.has(id)),
    )
    // The survivor of a merge stands in for who was merged into it.
    for (const id of asked)
      known.set(
        id,
        live.has(id) || deleted.get(id)?.mergedInto != null ? 'live' : deleted.has(id) ? 'deleted' : 'unseen',
      )
  }
  return known
}
