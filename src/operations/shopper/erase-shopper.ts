import { ConnectorError } from '../../connector/errors.ts'
import type { ConnectedSystem } from '../../connector/contract.ts'
import type { RecordRef, RemoteRecord } from '../../connector/records.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction } from '../../store/app/database.ts'
import { knownRecords, noteErased, roundSystems, type ShopperRound } from '../../store/shopper/shopper.ts'
import type { App } from '../app/app.ts'
import { openConnection } from '../connections/open-connection.ts'

/**
 * Takes the round's contacts away in every system and notes how. A system that refuses keeps its contact, and says so
 * to the admin. Gives whether there is nothing left to do. Throws ConnectorError when a system cannot be asked now.
 */
export async function eraseRound(app: App, round: ShopperRound, signal: AbortSignal): Promise<boolean> {
  const known = await knownRecords(app.pool, round.id)
  let left = 0
  for (const { connectionId, record, erasedAt, erasure } of await roundSystems(app.pool, round.id)) {
    if (erasedAt !== null || erasure !== null) continue
    const theirs = [
      ...(record === null ? [] : [record]),
      ...known.filter((row) => row.connectionId === connectionId).map((row) => row.record),
    ]
    const refs = [...new Map(theirs.map((ref) => [`${ref.object} ${ref.id}`, ref])).values()]
    const result = await eraseAt(app, round, connectionId, refs, signal)
    if (result === null) {
      left += 1
      continue
    }
    const now = app.clock.now()
    await inTransaction(app.pool, async (sql) => {
      await noteErased(sql, round.id, connectionId, result.gone ? now : null, result.how)
      const gone = result.gone ? refs.map((ref) => `${ref.object}:${ref.id}`) : []
      await insertAudit(
        sql,
        gone.map((name) => ({
          actId: `bin:${round.id}:${name}`,
          act: 'bin',
          actor: 'lawbase',
          connectionId,
          details: { round: round.id, record: name },
        })),
        now,
      )
    })
  }
  return left === 0
}

/** Null: not shown as gone yet, to be looked at again. */
async function eraseAt(
  app: App,
  round: ShopperRound,
  connectionId: string,
  refs: readonly RecordRef[],
  signal: AbortSignal,
): Promise<{ gone: boolean; how: string } | null> {
  if (refs.length === 0) return { gone: true, how: 'nothing was made there' }
  try {
    const { system } = await openConnection(app, connectionId, 'read', signal)
    const strangers = ((await system.read?.(refs)) ?? []).filter((record) => !isOurs(record, round.email))
    if (strangers.length > 0)
      return { gone: false, how: 'The record no longer holds the test address alone, so it is left as it is.' }
    return await removeAll(system, refs)
  } catch (error) {
    if (error instanceof ConnectorError && ['forbidden', 'access-revoked', 'bad-request'].includes(error.kind))
      return { gone: false, how: error.message }
    throw error
  }
}

/** Somebody may have merged or reused the record meanwhile: then it is a person's, and nothing of it is deleted. */
function isOurs(record: RemoteRecord, email: string | null): boolean {
  const held = [record.email, ...record.additionalEmails].map((address) =>
    address === null ? null : normalEmail(address),
  )
  return email !== null && held.every((address) => address === email)
}

/**
 * The bin is enough: erasing would put the test address on a vendor's blocklist, and the next round would measure that.
 */
async function removeAll(
  system: ConnectedSystem,
  refs: readonly RecordRef[],
): Promise<{ gone: boolean; how: string } | null> {
  if (system.remove === undefined) return { gone: false, how: 'The system offers no way to delete the contact.' }
  const outcomes = await system.remove(refs.map((record, index) => ({ orderId: String(index), record, stage: 'bin' })))
  const refused = outcomes.find((outcome) => outcome.status === 'refused')
  if (refused?.status === 'refused')
    return {
      gone: false,
      how: refused.reason === 'not-supported' ? 'The system offers no way to delete the contact.' : refused.detail,
    }
  if (!outcomes.every(({ status }) => status === 'applied' || status === 'already' || status === 'absent')) return null
  const shown = outcomes.find((outcome) => outcome.status === 'applied' || outcome.status === 'already')
  return { gone: true, how: shown !== undefined && 'seen' in shown ? shown.seen.value : 'absent' }
}
