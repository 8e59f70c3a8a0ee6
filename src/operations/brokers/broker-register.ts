import { Refused } from '../../domain/app/refused.ts'
import { randomUUID } from 'node:crypto'
import { BrokerProfile, namedOnly, normalBrokerName } from '../../domain/brokers/broker-profile.ts'
import { deliveryFault, standingOf, type DiligenceAnswer } from '../../domain/brokers/broker-standing.ts'
import { dayOf } from '../../domain/app/day.ts'
import { diligencePoints, type DiligenceId } from '../../domain/brokers/tables/diligence-points.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { noteDelivery } from '../../store/brokers/broker-deliveries.ts'
import {
  findBroker,
  insertPointAnswer,
  insertBroker,
  insertBrokerReview,
  lockBroker,
  saveProfile,
  type Broker,
} from '../../store/brokers/brokers.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { evidenceOfBroker, tieEvidence } from '../../store/app/evidence.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { todayHere } from '../settings/today-here.ts'
import { keepEvidence, type UploadedFile } from '../app/evidence.ts'
import { decideBroker } from './decide-broker.ts'

export type BrokerRefusal =
  | 'unknown'
  | 'name'
  | 'taken'
  | 'evidence'
  | 'reason'
  | 'open'
  | 'note'
  | 'day'
  | 'future'
  | 'musts'
  | 'review'
  | 'contract'

/** Something the register does not take; the code names the sentence of the screen, `detail` what it speaks of. */
export class RegisterRefused extends Refused<BrokerRefusal> {
  readonly detail: string
  constructor(code: BrokerRefusal, detail = '') {
    super(code, `the register of brokers refused: ${code}${detail === '' ? '' : ` (${detail})`}`)
    this.detail = detail
  }
}

/**
 * Puts a broker into the register, with nothing but its name. Gives its id; RegisterRefused when the name is another's.
 */
export async function addBroker(app: App, user: User, legalName: string): Promise<string> {
  const parsed = BrokerProfile.safeParse(namedOnly(legalName))
  if (!parsed.success) throw new RegisterRefused('name')
  const id = randomUUID()
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    await insertBroker(sql, id, user.email, now)
    await store(sql, id, parsed.data, user, now)
  })
  decideBroker(app, id)
  return id
}

/**
 * Saves what the register says of a broker, as its next version; an uploaded contract goes with it. A legal name that
 * changes stays as another name, because stored sources keep it.
 */
export async function saveBroker(
  app: App,
  user: User,
  id: string,
  profile: BrokerProfile,
  contract: UploadedFile | null,
): Promise<void> {
  const now = app.clock.now()
  await inTransaction(app.pool, async (sql) => {
    const before = (await locked(sql, id)).profile.legalName
    const kept = contract === null ? null : await keepFor(app, sql, id, contract, user)
    const renamed = ![profile.legalName, ...profile.names].some(
      (name) => normalBrokerName(name) === normalBrokerName(before),
    )
    await store(
      sql,
      id,
      {
        ...profile,
        ...(renamed ? { names: [...profile.names, before] } : {}),
        ...(kept === null ? {} : { contract: { ...profile.contract, evidenceId: kept.id } }),
      },
      user,
      now,
    )
  })
  decideBroker(app, id)
}

async function store(sql: Sql, id: string, profile: BrokerProfile, user: User, now: Date): Promise<void> {
  const saved = await saveProfile(sql, id, profile, user.email, now)
  if ('taken' in saved) throw new RegisterRefused('taken', saved.taken)
  await insertAudit(
    sql,
    [
      {
        actId: `broker:${id}:profile:${saved.number}`,
        act: 'broker',
        actor: user.email,
        connectionId: profile.connectionId,
        details: { broker: id, what: 'profile', version: saved.number, name: profile.legalName },
      },
    ],
    now,
  )
}

async function keepFor(
  app: App,
  sql: Sql,
  brokerId: string,
  file: UploadedFile,
  user: User,
): Promise<{ id: string; digest: string }> {
  const kept = await keepEvidence(app, sql, file, user.email)
  if (!(await tieEvidence(sql, kept.id, 'broker', brokerId, user.email)))
    throw new Error('An upload was lost between two statements')
  return kept
}

interface PointForm {
  answer: DiligenceAnswer
  note: string
  /** Files of this broker that are kept already. */
  files: readonly string[]
  upload: UploadedFile | null
}

/**
 * Answers one point of the checks; earlier answers stay as they were. "Not applicable" needs its reason, a "yes" to a
 * must a file that shows it.
 */
export async function answerPoint(
  app: App,
  user: User,
  brokerId: string,
  point: DiligenceId,
  form: PointForm,
): Promise<void> {
  const now = app.clock.now()
  const note = form.note.trim()
  if (form.answer === 'not-applicable' && note.length < 10) throw new RegisterRefused('reason')
  await inTransaction(app.pool, async (sql) => {
    if (!(await lockBroker(sql, brokerId))) throw new RegisterRefused('unknown')
    const kept = new Set((await evidenceOfBroker(sql, brokerId)).map((file) => file.id))
    const uploaded = form.upload === null ? null : await keepFor(app, sql, brokerId, form.upload, user)
    const evidenceIds = [
      ...new Set([...form.files.filter((file) => kept.has(file)), ...(uploaded === null ? [] : [uploaded.id])]),
    ]
    if (
      form.answer === 'yes' &&
      evidenceIds.length === 0 &&
      diligencePoints.find(({ id }) => id === point)?.must !== 'never'
    )
      throw new RegisterRefused('evidence')
    const id = await insertPointAnswer(sql, brokerId, {
      point,
      answer: form.answer,
      note: note === '' ? null : note,
      evidenceIds,
      author: user.email,
      answeredAt: now,
    })
    await insertAudit(
      sql,
      [
        {
          actId: `broker:${brokerId}:answer:${id}`,
          act: 'broker',
          actor: user.email,
          details: {
            broker: brokerId,
            what: 'answer',
            point,
            answer: form.answer,
            evidence: evidenceIds.length,
            ...(uploaded === null ? {} : { sha256: uploaded.digest }),
          },
        },
      ],
      now,
    )
  })
  decideBroker(app, brokerId)
}

/**
 * Says that all answers were looked at and still hold. Only where none is open: an open point is answered, not
 * reviewed.
 */
export async function reviewBroker(app: App, user: User, brokerId: string, note: string): Promise<void> {
  const now = app.clock.now()
  if (note.trim().length < 10) throw new RegisterRefused('note')
  await inTransaction(app.pool, async (sql) => {
    const broker = await locked(sql, brokerId)
    const { open } = standingOf(broker, dayOf(now))
    if (open.length > 0) throw new RegisterRefused('open', open.map(({ id }) => id).join(', '))
    await insertBrokerReview(sql, brokerId, { note: note.trim(), author: user.email, reviewedAt: now })
    await insertAudit(
      sql,
      [
        {
          actId: `broker:${brokerId}:review:${user.id}:${now.getTime()}`,
          act: 'broker',
          actor: user.email,
          details: { broker: brokerId, what: 'review' },
        },
      ],
      now,
    )
  })
  decideBroker(app, brokerId)
}

async function locked(sql: Sql, id: string): Promise<Broker> {
  const broker = (await lockBroker(sql, id)) ? await findBroker(sql, id) : null
  if (broker === null) throw new RegisterRefused('unknown')
  return broker
}

export interface DeliveryForm {
  reference: string | null
  obtainedOn: string
  fileName: string | null
  promised: string | null
  promisedRows: number | null
  washBefore: number | null
  washAfter: number | null
}

/**
 * Notes a delivery before its file is screened. RegisterRefused, with the open points, while the broker may deliver
 * nothing (docs/reference/law.md#i).
 */
export async function addDelivery(app: App, user: User, brokerId: string, form: DeliveryForm): Promise<string> {
  const id = randomUUID()
  const now = app.clock.now()
  const today = dayOf(now)
  if (form.obtainedOn > (await todayHere(app))) throw new RegisterRefused('future')
  await inTransaction(app.pool, async (sql) => {
    const broker = await locked(sql, brokerId)
    const fault = deliveryFault(broker, form.obtainedOn, today)
    if (fault !== null) throw new RegisterRefused(fault.code, fault.points.join(', '))
    await noteDelivery(sql, {
      ...form,
      id,
      brokerId,
      broker: broker.profile.legalName,
      connectionId: broker.profile.connectionId,
      notedBy: user.email,
      recordedAt: now,
    })
    await insertAudit(
      sql,
      [
        {
          actId: `broker:${brokerId}:delivery:${id}`,
          act: 'broker',
          actor: user.email,
          connectionId: broker.profile.connectionId,
          details: {
            broker: brokerId,
            what: 'delivery',
            delivery: id,
            reference: form.reference,
            obtainedOn: form.obtainedOn,
          },
        },
      ],
      now,
    )
  })
  return id
}
