import { allEnded } from '../../../src/connector/calls/side-by-side.ts'
import type { RecordRef } from '../../../src/connector/records.ts'
import type { RelatedItem, RelatedList } from '../../../src/connector/related.ts'
import type { RelatedKind } from '../../../src/domain/removals/related.ts'
import { personObjects } from '../fields/fields.ts'
import { to18 } from '../transport/ids.ts'
import { individual, individualOf } from '../records/individuals.ts'
import { isPersonObject, readLive } from '../records/records.ts'
import { rowsWith } from '../records/related-rows.ts'
import { text } from '../transport/rows.ts'
import type { SalesforceSystem } from '../fields/system.ts'

/** Where it is written that something hangs on a person: `object.link` names the person, `object.id` the thing. */
interface Source {
  kind: RelatedKind
  object: string
  link: string
  id: string
  thing: string
  /**
   * The org takes it along with a Contact (docs/reference/salesforce.md#delete-takes); of a Lead nothing of the kind is
   * said (docs/reference/salesforce.md#lead-tasks).
   */
  deletedWithContact: boolean
  /** Orgs without the feature have no such object. */
  optional: boolean
}

const sources: readonly Source[] = [
  {
    kind: 'emails',
    object: 'EmailMessageRelation',
    link: 'RelationId',
    id: 'EmailMessageId',
    thing: 'EmailMessage',
    deletedWithContact: false,
    optional: false,
  },
  {
    kind: 'activities',
    object: 'Task',
    link: 'WhoId',
    id: 'Id',
    thing: 'Task',
    deletedWithContact: true,
    optional: false,
  },
  {
    kind: 'activities',
    object: 'Event',
    link: 'WhoId',
    id: 'Id',
    thing: 'Event',
    deletedWithContact: true,
    optional: false,
  },
  {
    kind: 'activities',
    object: 'TaskRelation',
    link: 'RelationId',
    id: 'TaskId',
    thing: 'Task',
    deletedWithContact: false,
    optional: true,
  },
  {
    kind: 'activities',
    object: 'EventRelation',
    link: 'RelationId',
    id: 'EventId',
    thing: 'Event',
    deletedWithContact: false,
    optional: false,
  },
  {
    kind: 'files',
    object: 'Attachment',
    link: 'ParentId',
    id: 'Id',
    thing: 'Attachment',
    deletedWithContact: true,
    optional: false,
  },
  {
    kind: 'files',
    object: 'ContentDocumentLink',
    link: 'LinkedEntityId',
    id: 'ContentDocumentId',
    thing: 'ContentDocument',
    deletedWithContact: false,
    optional: false,
  },
]

/** What hangs on an Individual, and by which field (docs/reference/salesforce.md#individual-children). */
export const contactPoints: Readonly<Record<string, string>> = {
  ContactPointEmail: 'ParentId',
  ContactPointPhone: 'ParentId',
  ContactPointAddress: 'ParentId',
  ContactPointTypeConsent: 'PartyId',
  ContactPointConsent: 'PartyId',
}

/**
 * What hangs on these Contacts and Leads (docs/reference/salesforce.md#acts, #individual-children, #delete-takes), each
 * thing once per person.
 */
export async function listRelated(
  system: SalesforceSystem,
  records: readonly RecordRef[],
  kinds: readonly RelatedKind[],
): Promise<RelatedList> {
  const people = new Map(records.filter((ref) => isPersonObject(ref.object)).map((ref) => [to18(ref.id), ref]))
  const items = new Map<string, RelatedItem>()
  const unread: { kind: RelatedKind; object: string; detail: string }[] = []
  const found: Found = {
    add: (item) => {
      const key = `${item.on.id} ${item.ref.object} ${item.ref.id}`
      items.set(key, { ...item, along: item.along || items.get(key)?.along === true })
    },
    closed: (kind, object) => unread.push({ kind, object, detail: `our user may not read ${object}` }),
  }
  await listActs(system, people, kinds, found)
  if (kinds.includes('individual') || kinds.includes('contactPoints')) await listOwned(system, people, kinds, found)
  return { items: [...items.values()], unread }
}

/** Where what is found goes. */
interface Found {
  add: (item: RelatedItem) => void
  /** Our user may not read these. */
  closed: (kind: RelatedKind, object: string) => void
}

/** What points at the people themselves. */
async function listActs(
  system: SalesforceSystem,
  people: ReadonlyMap<string, RecordRef>,
  kinds: readonly RelatedKind[],
  { add, closed }: Found,
): Promise<void> {
  const asked = sources.filter((source) => kinds.includes(source.kind))
  const answers = await allEnded(
    asked.map(({ object, link, id }) => rowsWith(system, object, link, [...people.keys()], [id])),
  )
  for (const [place, { kind, object, link, id, thing, deletedWithContact, optional }] of asked.entries()) {
    const rows = answers[place] ?? null
    if (rows === null && !optional) closed(kind, object)
    for (const row of rows ?? []) {
      const [on, found] = [people.get(to18(text(row, link) ?? '')), text(row, id)]
      if (on !== undefined && found !== null)
        add({ kind, ref: { object: thing, id: to18(found) }, on, along: deletedWithContact && on.object === 'Contact' })
    }
  }
}

/** The Individuals behind the people, and what points at those. */
async function listOwned(
  system: SalesforceSystem,
  people: ReadonlyMap<string, RecordRef>,
  kinds: readonly RelatedKind[],
  { add, closed }: Found,
): Promise<void> {
  const owners = await individualsOf(system, people)
  if (kinds.includes('individual'))
    for (const [id, on] of owners)
      for (const ref of on) add({ kind: 'individual', ref: { object: individual, id }, on: ref, along: false })
  const points = kinds.includes('contactPoints') && owners.size > 0 ? Object.entries(contactPoints) : []
  const answers = await allEnded(points.map(([object, link]) => rowsWith(system, object, link, [...owners.keys()], [])))
  for (const [place, [object, link]] of points.entries()) {
    const rows = answers[place] ?? null
    if (rows === null) closed('contactPoints', object)
    for (const row of rows ?? [])
      for (const on of owners.get(to18(text(row, link) ?? '')) ?? [])
        add({ kind: 'contactPoints', ref: { object, id: to18(text(row, 'Id') ?? '') }, on, along: false })
  }
}

/** Individuals of these people, each with the records it stands behind. None in an org without them. */
async function individualsOf(
  system: SalesforceSystem,
  people: ReadonlyMap<string, RecordRef>,
): Promise<Map<string, RecordRef[]>> {
  const owners = new Map<string, RecordRef[]>()
  for (const object of personObjects) {
    const ids = [...people].filter(([, ref]) => ref.object === object).map(([id]) => id)
    if (ids.length === 0) continue
    for (const [id, { row }] of await readLive(system, object, ids, ['IndividualId'])) {
      const [owner, on] = [individualOf(row), people.get(id)]
      if (owner !== null && on !== undefined) owners.set(owner, [...(owners.get(owner) ?? []), on])
    }
  }
  return owners
}
