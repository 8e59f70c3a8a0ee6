import type { KeyRing } from '../../store/app/key-ring.ts'
import type { RecordRef, RemoteRecord } from '../../connector/records.ts'
import { normalEmail } from '../../domain/contacts/identity.ts'
import { dayOf } from '../../domain/app/day.ts'
import type { NoticeCarrier } from '../../domain/notices/notice-carrier.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { findConnection } from '../../store/connections/connections.ts'
import type { Sql } from '../../store/app/database.ts'
import { insertCarried, type CarriedNotice } from '../../store/notices/notices.ts'
import { contactsOfRecords } from '../../store/contacts/records.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'

/**
 * Keeps what a page of records shows of mails that carried the notice: a vendor may name only the last mail and forget
 * the others, the proof stays. One that the vendor says came back is kept as sent and as bounced
 * (docs/reference/law.md#d-states). Taking the same page in twice keeps nothing twice. Gives the contacts about whom
 * something is new.
 */
export async function recordCarried(
  app: App,
  sql: Sql,
  connectionId: string,
  records: readonly RemoteRecord[],
  now: Date,
): Promise<string[]> {
  const shown = records.filter(({ email, carrierMails = [] }) => email !== null && carrierMails.length > 0)
  if (shown.length === 0) return []
  const [connection, { settings }] = [await findConnection(sql, connectionId), await loadSettings(sql)]
  const carriers = settings.noticeCarriers[connection?.connector ?? ''] ?? []
  const found = shown.flatMap((record) => noticesIn(app.keys, record, carriers))
  const keyOf = ({ hash, event, messageId }: Pick<CarriedNotice, 'hash' | 'event' | 'messageId'>) =>
    `${hash.toString('hex')} ${event} ${messageId}`
  const stored = new Set(
    (
      await insertCarried(
        sql,
        connectionId,
        found.map(({ row }) => row),
        now,
      )
    ).map(keyOf),
  )
  const fresh = found.filter(({ row }) => stored.delete(keyOf(row)))
  const contacts = await contactsOfRecords(
    sql,
    connectionId,
    fresh.map(({ ref }) => ref),
  )
  const known = fresh.flatMap(({ ref, row }) => {
    const contact = contacts.get(`${ref.object} ${ref.id}`)
    return contact === undefined ? [] : [{ contactId: contact.contactId, row }]
  })
  await insertAudit(
    sql,
    known.map(({ contactId, row: { event, version, language, messageId, carrier } }) => ({
      actId: `notice-carried:${connectionId}:${contactId}:${event}:${messageId}`,
      act: 'notice',
      actor: 'lawbase',
      contactId,
      connectionId,
      details: { event, version, language, carrier },
    })),
    now,
  )
  return [...new Set(known.map(({ contactId }) => contactId))]
}

/** The notices that a record's mails carried; a carrier counts from the day it was said to carry one. */
function noticesIn(
  keys: KeyRing,
  { ref, email: raw, carrierMails = [] }: RemoteRecord,
  carriers: readonly NoticeCarrier[],
): { ref: RecordRef; row: CarriedNotice }[] {
  const email = normalEmail(raw ?? '')
  if (email === null) return []
  return carrierMails.flatMap(({ mail, at, messageId, bounced }) => {
    const carrier = carriers.find((one) => one.mail === mail)
    if (carrier === undefined || dayOf(at) < carrier.since) return []
    const row = {
      hash: keys.hashEmail(email),
      on: dayOf(at),
      version: carrier.version,
      language: carrier.language,
      messageId,
      carrier: mail,
    }
    return (bounced ? (['sent', 'bounced'] as const) : (['sent'] as const)).map((event) => ({
      ref,
      row: { ...row, event },
    }))
  })
}
