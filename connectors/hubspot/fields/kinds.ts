import { parseScopeKey, scopeKey, type KindMapping } from '../../../src/domain/app/kind.ts'
import { allKindsHidden } from '../../../src/connector/records.ts'
import type { KindBlock, RemoteRecord } from '../../../src/connector/records.ts'
import { isKindOptOut } from './catalogue.ts'
import { listOf } from './lists.ts'
import { stoppedKinds } from './properties.ts'
import type { ContactRecord } from '../transport/schemas.ts'

const optOutPrefix = 'hs_email_optout_'

/** Cells in our own field, as `email:newsletter`; what is not ours is left aside. */
export function markedKinds(contact: ContactRecord): ReadonlySet<string> {
  return new Set(
    listOf(contact.properties[stoppedKinds] ?? null).filter((key) => (parseScopeKey(key)?.kind ?? '') !== ''),
  )
}

/**
 * Subscription types of which the primary address is opted out, from the contact's own properties
 * (docs/reference/hubspot.md#prop-optout-type).
 */
export function optedOutTypes(contact: ContactRecord): string[] {
  return Object.entries(contact.properties)
    .filter(([name, shown]) => /^hs_email_optout_\d+$/.test(name) && shown === 'true')
    .map(([name]) => name.slice(optOutPrefix.length))
}

/** Whether the contact, read with the opt-outs of all types, shows that each of them says no. */
export function outOfEveryType(contact: ContactRecord): boolean {
  const types = Object.entries(contact.properties).filter(([name]) => isKindOptOut(name))
  return types.length > 0 && types.every(([, shown]) => shown === 'true')
}

/** Subscription types mapped to one kind by e-mail, the only channel HubSpot has types for. */
export function typesOf(mappings: readonly KindMapping[], key: string): readonly string[] {
  const scope = parseScopeKey(key)
  return scope?.channel === 'email'
    ? (mappings.find((mapping) => mapping.channel === 'email' && mapping.kind === scope.kind)?.targets ?? [])
    : []
}

/** What one contact says about kinds: those that are mapped or marked, and opt-outs of types that nobody mapped. */
export function kindsOf(
  contact: ContactRecord,
  mappings: readonly KindMapping[],
  hidden: readonly string[] = [],
): Pick<RemoteRecord, 'kindBlocks'> & { unmapped: readonly string[] } {
  const out = new Set(optedOutTypes(contact))
  const blocks: Record<string, KindBlock> = {}
  for (const key of markedKinds(contact)) blocks[key] = { state: 'marked', by: [] }
  if (hidden.includes(stoppedKinds)) blocks[allKindsHidden] = { state: 'hidden', by: [] }
  const byEmail = mappings.filter((mapping) => mapping.channel === 'email')
  for (const mapping of byEmail) {
    const by = mapping.targets.filter((type) => out.has(type))
    if (by.length === 0) continue
    blocks[scopeKey(mapping)] = { state: by.length === mapping.targets.length ? 'enforced' : 'partial', by }
  }
  const known = new Set(byEmail.flatMap((mapping) => mapping.targets))
  return {
    ...(Object.keys(blocks).length === 0 ? {} : { kindBlocks: blocks }),
    unmapped: [...out].filter((type) => !known.has(type)),
  }
}
