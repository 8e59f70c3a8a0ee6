import type { KeyRing } from '../../store/app/key-ring.ts'
import type { Outcome } from '../../connector/outcome.ts'
import type { KindBlock, RecordRef } from '../../connector/records.ts'
import type { Channel } from '../../domain/app/channel.ts'
import { everyKind, parseScopeKey } from '../../domain/app/kind.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { insertAudit, type AuditAct } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { planned } from '../../store/app/prepared.ts'
import { lockRecords, noteBlocks, noteOwnKindBlocks } from '../../store/propagation/noted-blocks.ts'
import { saveItems, saveResults, type PropagationResult } from '../../store/propagation/propagation-results.ts'
import type { App } from '../app/app.ts'
import type { Carried, Carry } from './answered-rows.ts'

/** Saves results, what was read back, and one audit row per terminal move, in one short transaction. */
export async function saveCarried(
  app: App,
  connectionId: string,
  rows: readonly Carried[],
  results: readonly PropagationResult[],
  outcomes: readonly Carry[],
): Promise<void> {
  if (results.length === 0) return
  const byId = new Map(rows.map((row) => [row.claim.id, row]))
  const now = app.clock.now()
  await inTransaction(app.pool, async (client) => {
    const sql = planned(client)
    await lockRecords(
      sql,
      outcomes.flatMap(({ parts }) => parts.flatMap(blocksOf)).map((block) => block.recordId),
    )
    const saved = await saveResults(sql, results, new Date(), now)
    const kept = outcomes.filter(({ row }) => saved.has(row.claim.id))
    await saveItems(
      sql,
      kept.flatMap(({ row, outcome }) => itemsOf(app.keys, row, outcome)),
    )
    await noteOwnKindBlocks(
      sql,
      connectionId,
      kept
        .flatMap(({ row, outcome }) => itemsOf(app.keys, row, outcome))
        .flatMap(({ item, target }) => (item.by ?? []).map((vendorName) => ({ target, vendorName }))),
      now,
    )
    await noteBlocks(
      sql,
      kept.flatMap(({ parts }) => parts.flatMap(blocksOf)),
      new Date(),
    )
    const done = results.filter((result) => saved.has(result.id) && result.done)
    await insertAudit(
      sql,
      done.map((result) =>
        moveAct(
          connectionId,
          result,
          byId.get(result.id),
          outcomes.find(({ row }) => row.claim.id === result.id)?.outcome,
        ),
      ),
      now,
    )
  })
}

/** A terminal move as the audit keeps it. */
function moveAct(
  connectionId: string,
  result: PropagationResult,
  row: Carried | undefined,
  outcome: Outcome | undefined,
): AuditAct {
  const { facts, claim } = row ?? {}
  return {
    actId: `propagation:${result.id}:${result.version}`,
    act: 'propagation',
    actor: 'lawbase',
    contactId: facts?.contactId ?? null,
    connectionId,
    details: {
      objectionId: facts?.objectionId,
      to: result.to,
      reason: result.reason,
      proof: result.proof,
      ticket: result.ticket,
      ...(outcome === undefined ? {} : { seen: auditedItems(outcome) }),
      ...(claim?.putBack == null
        ? {}
        : { putBack: { at: claim.putBack.at.toISOString(), by: claim.putBack.by, kind: claim.putBack.kind } }),
      records: facts === undefined ? [] : [...facts.records, ...facts.numbered].map(nameOf),
      ...(facts === undefined || facts.numbered.length === 0 ? {} : { byNumber: facts.numbered.map(nameOf) }),
      ...(facts?.records.some(({ beside }) => beside) === true
        ? { besideShared: facts.records.filter(({ beside }) => beside).map(nameOf) }
        : {}),
    },
  }
}

const nameOf = (record: RecordRef): string => `${record.object}:${record.id}`

function itemsOf(keys: KeyRing, row: Carried, outcome: Outcome) {
  if (outcome.status !== 'applied' && outcome.status !== 'already') return []
  return outcome.seen.items.map((item) => ({
    propagationId: row.claim.id,
    item,
    target:
      item.targetKind === 'address'
        ? keys.hashEmail(normalEmail(item.target) ?? item.target).toString('hex')
        : item.target,
    readAt: outcome.seen.at,
  }))
}

/** What was read back of our records, by channel and kind. Addresses stand in the proof, not on a record. */
function blocksOf({ part, outcome }: Carry['parts'][number]) {
  if (outcome.status !== 'applied' && outcome.status !== 'already') return []
  const { items } = outcome.seen
  const emailByAddress = items.some(
    (item) => item.targetKind === 'address' && item.channel === 'email' && item.level === 'enforced',
  )
  return part.records.map((record) => {
    const blocks: Partial<Record<Channel, string>> = {}
    const kindBlocks: Record<string, KindBlock> = {}
    for (const item of items) {
      const scope = parseScopeKey(item.channel)
      if (scope === null || (item.targetKind === 'record' && item.target !== record.id)) continue
      // The vendor shows a kind of an address on the record that holds it; which one is not told, so all of the
      // person's count.
      if (scope.kind !== everyKind) kindBlocks[item.channel] = { state: item.level, by: item.by ?? [] }
      else if (item.targetKind === 'record') blocks[scope.channel] = item.level
    }
    return {
      recordId: record.rowId,
      blocks:
        emailByAddress && record.beside !== true && Object.keys(blocks).length > 0
          ? { ...blocks, email: 'enforced' as const }
          : blocks,
      kindBlocks,
    }
  })
}

/** Proof for the audit log: record ids of the vendor and values, never an address. */
function auditedItems(outcome: Outcome): unknown {
  if (outcome.status !== 'applied' && outcome.status !== 'already') return undefined
  return outcome.seen.items.map((item) => ({
    ...(item.targetKind === 'record' ? { record: item.target } : { address: true }),
    channel: item.channel,
    level: item.level,
    value: item.value,
  }))
}
