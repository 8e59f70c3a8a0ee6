import { channels, type Channel } from '../../../src/domain/app/channel.ts'
import { noFormerFields, relationshipOf } from '../../../src/domain/connections/former-customer.ts'
import type { Access } from '../../../src/connector/access.ts'
import { tagFields } from '../../../src/connector/orders.ts'
import type { BlockState, KindBlock, RemoteRecord } from '../../../src/connector/records.ts'
import { blockOf, holdUntil, marksOf, tagName } from './fields.ts'
import { Person } from './person-shape.ts'

export const personObject = 'person'

/** One person in our words. */
export function toRemoteRecord(person: Person, access: Access, now: Date): RemoteRecord {
  const [email = null, ...additionalEmails] = person.emails
  return {
    ref: { object: personObject, id: person.id },
    email,
    additionalEmails,
    phone: person.phone,
    mobile: null,
    firstName: person.first_name,
    lastName: person.last_name,
    jobTitle: person.job_title,
    company: person.company,
    country: person.country,
    sourceValue: valueOf(person, access.sourceProperty),
    ...moreSourcesOf(person, access.moreSourceProperties ?? []),
    blocks: Object.fromEntries(channels.map((channel): [Channel, BlockState] => [channel, stateOf(person, channel)])),
    ...kindBlocksOf(person),
    optedOutAt: person.opted_out_at,
    acts: person.last_reply_at === null ? [] : [{ kind: 'reply', at: person.last_reply_at }],
    lastOpenAt: null,
    createdAt: person.created_at,
    modifiedAt: person.changed_at,
    ...relationOf(person, access, now),
    tags: Object.fromEntries(tagFields.map((field) => [field, person.custom[tagName(field)] ?? null])),
    holdUntil: person.custom[holdUntil] ?? null,
    formerIds: [],
  }
}

/** A field by the name that an admin typed: one of the vendor's, or one that somebody added. */
function valueOf(person: Person, name: string): string | null {
  const own = Object.hasOwn(person, name) ? person[name as keyof Person] : undefined
  return typeof own === 'string' ? own : (person.custom[name] ?? null)
}

function moreSourcesOf(person: Person, names: readonly string[]): Pick<RemoteRecord, 'moreSources'> {
  const found = names.flatMap((name): [string, string[]][] => {
    const value = valueOf(person, name)
    return value === null ? [] : [[name, [value]]]
  })
  return found.length === 0 ? {} : { moreSources: Object.fromEntries(found) }
}

const stateOf = (person: Person, channel: Channel): BlockState =>
  blockOf(person, { channel, kind: '' })?.level ?? 'open'

function kindBlocksOf(person: Person): Pick<RemoteRecord, 'kindBlocks'> {
  const kinds = [...marksOf(person)].filter((key) => key.includes(':'))
  const marked: KindBlock = { state: 'marked', by: [] }
  return kinds.length === 0 ? {} : { kindBlocks: Object.fromEntries(kinds.map((key) => [key, marked])) }
}

/** A customer by stage stays one, whatever other fields say. */
function relationOf(person: Person, access: Access, now: Date): Pick<RemoteRecord, 'relation' | 'relationOver'> {
  const fields = access.formerFields ?? noFormerFields
  const said = relationshipOf(fields, (name) => valueOf(person, name), now.toISOString().slice(0, 10))
  if (person.stage === 'customer' || said?.state === 'runs') return { relation: 'customer' }
  const relation = person.stage === 'negotiation' ? 'open-deal' : 'none'
  return said === null ? { relation } : { relation, relationOver: { endedOn: said.endedOn } }
}
