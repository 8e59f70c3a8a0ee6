import { z } from 'zod'
import { everyKind, scopeKey, type Scope } from '../../../src/domain/app/kind.ts'
import type { ReleaseOrder } from '../../../src/connector/orders.ts'
import type { Outcome } from '../../../src/connector/outcome.ts'
import { send } from '../transport/api.ts'
import { readById, readFollowingMerges } from '../read/contacts.ts'
import { paths } from '../transport/endpoints.ts'
import { isKindOptOut, type Catalogue } from '../fields/catalogue.ts'
import { hiddenDetail, hiddenOn } from '../fields/hidden.ts'
import { optedOutTypes, outOfEveryType, typesOf } from '../fields/kinds.ts'
import { listOf } from '../fields/lists.ts'
import { complaint, hasComplained } from '../read/map-record.ts'
import { blockProperties } from '../read/persons.ts'
import { doNotContact, stoppedKinds } from '../fields/properties.ts'
import type { ContactRecord } from '../transport/schemas.ts'
import type { HubspotSystem } from '../read/system.ts'
import { writeProperties } from './write-properties.ts'

const onlyThePerson = "HubSpot subscribes nobody again by API; the person can, on HubSpot's own page"
const optOutOfType = (type: string): string => `hs_email_optout_${type}`

/**
 * Takes our own marks off, only ever from a Lift, and reads that back. HubSpot's opt-out itself stays: it cannot be
 * taken back by API (docs/reference/hubspot.md#pref-no-resubscribe), and the Lift is pending there until the person
 * does it.
 */
export async function release(system: HubspotSystem, orders: readonly ReleaseOrder[]): Promise<readonly Outcome[]> {
  const catalogue = await system.catalogue.get()
  const types = orders.flatMap(({ scope }) => typeProperties(system, scope, catalogue))
  const properties = [...new Set([...blockProperties, complaint.property, ...types])].filter((name) =>
    catalogue.has(name),
  )
  const found = await readFollowingMerges(
    system,
    orders.filter((order) => order.record.object === 'contact').map((order) => order.record.id),
    properties,
  )
  const wanted = new Map<string, Record<string, string>>()
  for (const { record, scope } of orders) {
    const contact = found.get(record.id)
    if (contact === undefined || contact.id !== record.id) continue
    const name = fieldOf(scope)
    const marks = listOf(wanted.get(contact.id)?.[name] ?? contact.properties[name] ?? null)
    if (marks.includes(scopeKey(scope)))
      wanted.set(contact.id, {
        ...wanted.get(contact.id),
        [name]: marks.filter((key) => key !== scopeKey(scope)).join(';'),
      })
  }
  const refused = await writeProperties(
    system,
    [...wanted].map(([id, values]) => ({ id, properties: values })),
  )
  const after = await readById(system, [...wanted.keys()], properties)
  const at = system.deps.clock.now()
  return orders.map((order): Outcome => {
    const { orderId, scope } = order
    const before = found.get(order.record.id)
    if (before === undefined) return { orderId, status: 'absent' }
    // The contact of a merge holds the objections of others too: nothing is taken off there until the base knows whose
    // it is.
    if (before.id !== order.record.id)
      return { orderId, status: 'not-taken', reason: 'conflict', detail: `merged into record ${before.id}` }
    const unread = hiddenOn(before, system.access).find(
      (name) => name === fieldOf(scope) || (name === 'hs_email_optout' && scope.channel === 'email'),
    )
    if (unread !== undefined) return { orderId, status: 'hidden', detail: hiddenDetail(unread) }
    const detail = refused.get(before.id)
    if (detail !== undefined) return { orderId, status: 'refused', reason: 'validation', detail }
    const shown = wanted.has(before.id) ? after.get(before.id) : before
    if (shown === undefined || listOf(shown.properties[fieldOf(scope)] ?? null).includes(scopeKey(scope)))
      return { orderId, status: 'written' }
    if (optedOut(system, scope, shown))
      return { orderId, status: 'refused', reason: 'not-supported', detail: onlyThePerson }
    const value = `${fieldOf(scope)}=${shown.properties[fieldOf(scope)] ?? ''}`
    return {
      orderId,
      status: wanted.has(before.id) ? 'applied' : 'already',
      seen: {
        value,
        at,
        items: [{ target: shown.id, targetKind: 'record', channel: scopeKey(scope), level: 'marked', value }],
      },
    }
  })
}

/** Opt-outs of the types that stop what is lifted: of all of them where everything is. */
function typeProperties(system: HubspotSystem, scope: Scope, catalogue: Catalogue): string[] {
  if (scope.kind === everyKind) return [...catalogue.keys()].filter(isKindOptOut)
  return typesOf(system.access.kinds ?? [], scopeKey(scope)).map(optOutOfType)
}

const fieldOf = ({ kind }: Scope): string => (kind === everyKind ? doNotContact : stoppedKinds)

function optedOut(system: HubspotSystem, scope: Scope, contact: ContactRecord): boolean {
  if (scope.channel !== 'email') return false
  if (contact.properties['hs_email_optout'] === 'true' || hasComplained(contact)) return true
  if (scope.kind === everyKind) return outOfEveryType(contact)
  const out = new Set(optedOutTypes(contact))
  return typesOf(system.access.kinds ?? [], scopeKey(scope)).some((type) => out.has(type))
}

const Link = z.object({ managePreferencesUrl: z.url() })
/**
 * docs/reference/hubspot.md#pref-calls names the link alone; the other answers of its table come in an envelope, so
 * both are read.
 */
const Links = z
  .object({ results: z.tuple([Link], z.unknown()) })
  .transform(({ results: [link] }) => link)
  .or(Link)

/** HubSpot's own page for this address (docs/reference/hubspot.md#pref-calls). */
export async function liftLink(system: HubspotSystem, email: string, language: string): Promise<string | null> {
  const answer = await send(system, {
    method: 'POST',
    path: paths.preferenceLinks,
    query: { channel: 'EMAIL' },
    body: { subscriberIdString: email, language },
    accept: [400, 403, 404],
  })
  return answer.status >= 400 ? null : (Links.safeParse(answer.json).data?.managePreferencesUrl ?? null)
}
