import { randomUUID } from 'node:crypto'
import { covers, scopeKey, scopesOf, sortKinds, type Scope } from '../../domain/app/kind.ts'
import { sortChannels } from '../../domain/objections/objection.ts'
import { numbersInUse } from '../../store/app/numbers.ts'
import type { Sql } from '../../store/app/database.ts'
import { loadSuppressions, type NewObjection, type ObjectionRow } from '../../store/objections/objections.ts'
import { shopperConnections } from '../../store/shopper/shopper.ts'
import type { PlannedObjection } from '../propagation/plan-propagations.ts'
import { IdempotencyConflict, sameContent, type Objector } from './objection-input.ts'

/** An objection to be recorded, and its place among those handed over. */
export type FreshObjection = NewObjection & PlannedObjection & { index: number }

/** An objection whose cells an earlier one covers for every address: that one stands for this. */
export interface CoveredObjection {
  objector: Objector
  objectionId: string
}

/** Objections handed over, by what is to be done with them. */
export interface SortedObjections {
  fresh: readonly FreshObjection[]
  covered: readonly CoveredObjection[]
  /** The earlier objection of each that is none of its own, by place. */
  repeated: ReadonlyMap<number, string>
}

/** What stands for these people before their objections are recorded. */
interface Standing {
  suppressed: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Numbers that stand on a record. */
  heldNumbers: ReadonlySet<string>
  shoppers: ReadonlyMap<string, ReadonlySet<string>>
}

export async function loadStanding(sql: Sql, people: readonly Objector[]): Promise<Standing> {
  const hashes = people.flatMap((person) => person.hashes)
  return {
    suppressed: await loadSuppressions(sql, hashes),
    heldNumbers: await numbersInUse(
      sql,
      people.flatMap(({ given }) => given),
    ),
    shoppers: await shopperConnections(sql, hashes),
  }
}

/**
 * Tells objections that are new from those that were said before, by their key (`earlier`), by what stands or by one
 * before them in the list: two events of one act are one objection. Throws IdempotencyConflict.
 */
export function sortObjections(
  people: readonly Objector[],
  earlier: ReadonlyMap<string, ObjectionRow>,
  standing: Standing,
): SortedObjections {
  const fresh: FreshObjection[] = []
  const covered: CoveredObjection[] = []
  const repeated = new Map<number, string>()
  const suppressed = new Map([...standing.suppressed].map(([hash, cells]) => [hash, new Map(cells)]))
  for (const [index, objector] of people.entries()) {
    const { input, hashes } = objector
    const known = input.idempotencyKey === null ? undefined : earlier.get(input.idempotencyKey)
    if (known !== undefined) {
      if (!sameContent(known, input)) throw new IdempotencyConflict(index)
      repeated.set(index, known.id)
      continue
    }
    const scopes = scopesOf(input.channels, input.kinds ?? [])
    const covering = coveringObjection(suppressed, hashes, scopes)
    // A broker may pass on what it was told: its message is no other objection (docs/reference/brokers.md#echo).
    if (covering !== null && (input.idempotencyKey === null || input.door === 'broker')) {
      covered.push({ objector, objectionId: covering })
      repeated.set(index, covering)
    } else {
      const added = freshObjection(objector, index, standing)
      fresh.push(added)
      suppress(suppressed, added, scopes)
    }
  }
  return { fresh, covered, repeated }
}

/** Notes what a new objection stops; what stood before stands for itself. */
function suppress(
  suppressed: Map<string, Map<string, string>>,
  { id, hashes }: FreshObjection,
  scopes: readonly Scope[],
): void {
  for (const hash of hashes) {
    const key = hash.toString('hex')
    const cells = suppressed.get(key) ?? new Map<string, string>()
    for (const scope of scopes) if (!cells.has(scopeKey(scope))) cells.set(scopeKey(scope), id)
    suppressed.set(key, cells)
  }
}

function freshObjection({ input, hashes, contactIds }: Objector, index: number, standing: Standing): FreshObjection {
  const onlyTo = shopperOf(standing.shoppers, hashes)
  return {
    index,
    contactIds,
    onlyTo,
    numberHeld: hashes.some((hash) => standing.heldNumbers.has(hash.toString('hex'))),
    series: onlyTo === null ? 'R' : 'S',
    id: randomUUID(),
    hashes,
    contactId: contactIds[0] ?? null,
    channels: sortChannels(input.channels),
    kinds: sortKinds(input.kinds ?? []),
    receivedAt: input.receivedAt,
    door: input.door,
    originConnectionId: input.originConnectionId,
    lane: input.lane,
    reason: input.reason,
    actor: input.actor,
    evidence: { ...input.evidence },
    idempotencyKey: input.idempotencyKey,
  }
}

/**
 * The systems of the round when every address of the objection is the mystery shopper's; an objection that names
 * anybody's address is a person's.
 */
export function shopperOf(
  shoppers: ReadonlyMap<string, ReadonlySet<string>>,
  hashes: readonly Buffer[],
): ReadonlySet<string> | null {
  const rounds = hashes.map((hash) => shoppers.get(hash.toString('hex')))
  return rounds.includes(undefined) ? null : (rounds[0] ?? null)
}

/** The objection that covers every identity and cell already, or null. */
function coveringObjection(
  suppressed: ReadonlyMap<string, ReadonlyMap<string, string>>,
  hashes: readonly Buffer[],
  scopes: readonly Scope[],
): string | null {
  let covering: string | null = null
  for (const hash of hashes) {
    const stands = suppressed.get(hash.toString('hex')) ?? new Map<string, string>()
    for (const scope of scopes) {
      if (!covers(stands, scope)) return null
      covering ??= stands.get(scope.channel) ?? stands.get(scopeKey(scope)) ?? null
    }
  }
  return covering
}
