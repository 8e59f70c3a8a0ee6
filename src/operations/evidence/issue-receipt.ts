import { randomBytes, randomUUID } from 'node:crypto'
import { commitmentTo } from '../../crypto/receipt.ts'
import { proofOf, type Receipt, type ReceiptSystem } from '../../domain/evidence/receipt.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { addressesOfObjection } from '../../store/app/signing-keys.ts'
import { correctionsOf } from '../../store/objections/corrections.ts'
import { findObjectionView, propagationsOf, type PropagationView } from '../../store/objections/objections-view.ts'
import type { App } from '../app/app.ts'
import { signAsDeployment } from '../app/sign.ts'

export interface IssuedReceipt {
  receipt: Receipt
  /** The signed file, ready to be given away. */
  file: string
  fingerprint: string
}

/**
 * Signs what is proved of one objection right now, and notes who was given it. Null when there is no such objection.
 */
export async function issueReceipt(app: App, key: string, actor: string): Promise<IssuedReceipt | null> {
  const signed = await signReceipt(app, key)
  if (signed === null) return null
  const { objectionId, contactId, ...issued } = signed
  await insertAudit(
    app.pool,
    [
      {
        actId: `receipt:${objectionId}:${randomUUID()}`,
        act: 'export',
        actor,
        contactId,
        details: { what: 'receipt', number: issued.receipt.number },
      },
    ],
    app.clock.now(),
  )
  return issued
}

/**
 * The same for work that notes itself who was given it. `address`: one in normal form on which the objection stands,
 * though it may be kept nowhere any more.
 */
export async function signReceipt(
  app: App,
  key: string,
  address: string | null = null,
): Promise<(IssuedReceipt & { objectionId: string; contactId: string | null }) | null> {
  const objection = await findObjectionView(app.pool, key)
  if (objection === null) return null
  const [rows, held, { settings }, corrections] = await Promise.all([
    propagationsOf(app.pool, [objection.id]),
    addressesOfObjection(app.pool, objection.id),
    loadSettings(app.pool),
    correctionsOf(app.pool, [objection.id]),
  ])
  const correction = corrections.get(objection.id)
  const addresses = [...new Set(address === null ? held : [...held, address])]
  const now = app.clock.now()
  const receipt: Receipt = {
    type: 'lawbase-receipt',
    version: 1,
    number: objection.number,
    issuedAt: now.toISOString(),
    controller: settings.controller?.name ?? null,
    objection: {
      receivedAt: objection.receivedAt.toISOString(),
      ...(objection.evidence['notLaterThan'] === true ? { notLaterThan: true as const } : {}),
      recordedAt: objection.recordedAt.toISOString(),
      door: objection.door,
      ...(objection.origin === null ? {} : { origin: objection.origin }),
      reason: objection.reason,
      channels: objection.channels,
      kinds: objection.kinds,
      doubtful: objection.evidence['doubtful'] === true,
      ...(correction === undefined
        ? {}
        : { corrected: { at: correction.at.toISOString(), by: correction.by, reason: correction.reason } }),
      ...(objection.saidAgain.length === 0 ? {} : { saidAgain: objection.saidAgain }),
    },
    addresses: addresses.map((one) => {
      const salt = randomBytes(16)
      return { salt: salt.toString('base64'), commitment: commitmentTo(one, salt).toString('base64') }
    }),
    systems: rows.map((row) => systemOf(app.connectors, row)),
  }
  const { file, fingerprint } = await signAsDeployment(app, receipt)
  return { receipt, file, fingerprint, objectionId: objection.id, contactId: objection.contactId }
}

/** One system without anything that names the person there: values and times, no record and no address. */
function systemOf(connectors: App['connectors'], row: PropagationView): ReceiptSystem {
  const seen = new Map(
    row.items.map((item) => [
      `${item.channel} ${item.level} ${item.value}`,
      { channel: item.channel, level: item.level, value: item.value, readAt: new Date(item.readAt).toISOString() },
    ]),
  )
  return {
    name: row.label,
    state: row.state,
    proof: proofOf(row),
    reason: row.reason,
    sentAt: row.firstSentAt?.toISOString() ?? null,
    writtenAt: row.writtenAt?.toISOString() ?? null,
    endedAt: row.doneAt?.toISOString() ?? null,
    ticket: row.ticket,
    seen: row.state === 'applied' ? [...seen.values()] : [],
    notStopped: connectors.get(row.connector)?.writes.notStopped ?? { en: '', fr: '' },
  }
}
