import type { KeyRing } from '../../store/app/key-ring.ts'
import { allowed, may } from '../../domain/accounts/roles.ts'
import { givenReason } from '../../domain/app/given-reason.ts'
import { scopeKey, type Scope } from '../../domain/app/kind.ts'
import { Refused } from '../../domain/app/refused.ts'
import type { User } from '../../store/accounts/users.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import {
  correctionsOf,
  erasuresRestingOn,
  insertCorrection,
  lockObjection,
  noteRight,
  reachedBy,
  wantsErasure,
} from '../../store/objections/corrections.ts'
import { mailWrittenTo, noteKeptAddresses } from '../../store/objections/kept-address-blocks.ts'
import { noteMistakenBlocks } from '../../store/objections/mistaken-blocks.ts'
import { isBeingWritten } from '../../store/objections/lifts.ts'
import { lockPeople, type ObjectionRow } from '../../store/objections/objections.ts'
import { findObjectionView } from '../../store/objections/objections-view.ts'
import { repeatedOf } from '../../store/objections/repeated-objections.ts'
import { findErasure, noteTakenBack } from '../../store/removals/erasure-requests.ts'
import { takeBackErasure } from '../removals/erasure/take-back.ts'
import { ErasureRefused } from '../removals/erasure/open-erasure.ts'
import type { App } from '../app/app.ts'
import { wakeDrains } from '../app/wake-drains.ts'
import { decideAgain } from '../decisions/decide-later.ts'
import { wakeLifts } from '../objections/carry-lifts.ts'
import { compareOptOuts } from '../objections/compare-opt-outs.ts'
import type { ObjectionInput } from '../objections/objection-input.ts'
import { undoEntry } from './undo-entry.ts'
import { recordObjections } from '../objections/record-objection.ts'

const why = {
  role: 'only a DPO may correct an objection',
  unknown: 'no objection has this id or number',
  reason: 'say in a sentence why this was not the person',
  writing: 'the objection is being written to a system right now: try again in a minute',
  same: 'this is the person whom the objection names already',
} as const

/** Why an objection was not corrected. */
export class CorrectionRefused extends Refused<keyof typeof why> {
  constructor(code: keyof typeof why) {
    super(code, why[code])
  }
}

/** The person who did say no. */
export interface RightPerson {
  contactId: string | null
  /** In normal form. */
  email: string | null
  /** In E.164. */
  phone: string | null
}

type Corrector = Pick<User, 'id' | 'email' | 'role'>

interface Corrected {
  id: string
  number: string
  /** What stops nobody any more because of it. */
  ended: readonly Scope[]
  /** The objection of the right person; null = nobody was named. */
  right: { id: string; number: string } | null
  /** It was corrected before; nothing was changed now. */
  repeated: boolean
}

/**
 * Says that an objection was entered for the wrong person (docs/decisions/0039-a-wrong-person.md). It is no lift: no
 * act of the person, no consent. What the entry did and nothing else asks for is undone, in our base at once, in each
 * system as soon as it shows it; what was said again meanwhile, and what the right person said, stands under its own
 * number. The entry stays in the register, with the correction. Made twice it changes nothing. Throws
 * CorrectionRefused.
 */
export async function correctObjection(
  app: App,
  user: Corrector,
  key: string,
  given: { reason: string; right: RightPerson | null },
): Promise<Corrected> {
  if (!allowed(user.role, may.correct)) throw new CorrectionRefused('role')
  const found = await findObjectionView(app.pool, key)
  if (found === null) throw new CorrectionRefused('unknown')
  const reason = givenReason(given.reason)
  if (reason === null) throw new CorrectionRefused('reason')
  await takeErasuresBack(app, user, found.id, reason)
  const done = await inTransaction(app.pool, (sql) =>
    correctIn(app, sql, user, found.id, { reason, right: given.right }),
  )
  await wakeDrains(app, done.wake)
  await wakeLifts(app)
  await decideAgain(app, done.contactIds)
  return done.corrected
}

/**
 * Decisions to erase that rest on the entry, first: nobody goes because of a mistake. What they recorded was the same
 * mistake. One that is carried out already cannot be taken back.
 */
async function takeErasuresBack(app: App, user: Corrector, id: string, reason: string): Promise<void> {
  for (const { id: requestId, objectionId } of await erasuresRestingOn(app.pool, id)) {
    try {
      const request = await findErasure(app.pool, requestId)
      if (request?.planId === null)
        await noteTakenBack(app.pool, requestId, { by: user.email, why: reason }, app.clock.now())
      else await takeBackErasure(app, requestId, { ...user, role: 'dpo' }, reason)
    } catch (error) {
      if (!(error instanceof ErasureRefused) || error.code !== 'gone') throw error
    }
    if (objectionId !== null && objectionId !== id)
      await correctObjection(app, user, objectionId, { reason, right: null })
  }
}

async function correctIn(
  app: App,
  sql: Sql,
  user: Corrector,
  id: string,
  { reason, right }: { reason: string; right: RightPerson | null },
): Promise<{ corrected: Corrected; wake: readonly string[]; contactIds: readonly (string | null)[] }> {
  const now = app.clock.now()
  // Before the objection's row: a page of records takes its locks in this order too.
  await lockPeople(sql)
  const mistaken = await lockObjection(sql, id)
  if (mistaken === null) throw new CorrectionRefused('unknown')
  const earlier = (await correctionsOf(sql, [id])).get(id)
  if (earlier !== undefined)
    return {
      corrected: { id, number: mistaken.number, ended: [], right: earlier.right, repeated: true },
      wake: [],
      contactIds: [],
    }
  // Opening now could be overtaken by that write.
  if (await isBeingWritten(sql, [id])) throw new CorrectionRefused('writing')
  const reached = await reachedBy(sql, id)
  if (right !== null && namesTheSame(app.keys, right, mistaken, reached)) throw new CorrectionRefused('same')
  const inputs = await inputsOf(sql, mistaken, right, user)
  const writtenTo = await mailWrittenTo(sql, id)
  await insertCorrection(sql, { objectionId: id, reason, by: user.email, at: now })
  const ended = await undoEntry(app, sql, mistaken, user.email, now)
  const recorded = await recordObjections(app, sql, inputs)
  const rightOne = right === null ? null : (recorded[0] ?? null)
  if (rightOne !== null) await noteRight(sql, id, rightOne.id)
  await noteMistakenBlocks(sql, id, reached.recordIds, now)
  await noteKeptAddresses(sql, id, { connectionIds: writtenTo, hashes: reached.hashes }, now)
  const compared = await compareOptOuts(app, sql, reached.recordIds, {
    door: 'found',
    actor: 'first pull',
    lane: 'objection',
  })
  await noteAct(sql, mistaken, { reason, by: user.email, ended, right: rightOne?.number ?? null }, now)
  return {
    corrected: {
      id,
      number: mistaken.number,
      ended,
      right: rightOne === null ? null : { id: rightOne.id, number: rightOne.number },
      repeated: false,
    },
    wake: [...recorded.flatMap((row) => row.connectionIds), ...compared.wakeConnectionIds],
    contactIds: [...reached.contactIds, ...recorded.map((row) => row.contactId)],
  }
}

/** What is recorded once the entry is undone: the right person's words, first, and what was said again meanwhile. */
async function inputsOf(
  sql: Sql,
  mistaken: ObjectionRow,
  right: RightPerson | null,
  user: Corrector,
): Promise<ObjectionInput[]> {
  const again = (await repeatedOf(sql, mistaken.id)).map(
    (row): ObjectionInput => ({ ...row, emails: [], lane: 'objection', idempotencyKey: `repeated:${row.id}` }),
  )
  return right === null ? again : [rightInput(mistaken, right, user, await wantsErasure(sql, mistaken.id)), ...again]
}

async function noteAct(
  sql: Sql,
  mistaken: ObjectionRow,
  { by, ended, ...said }: { reason: string; by: string; ended: readonly Scope[]; right: string | null },
  now: Date,
): Promise<void> {
  await insertAudit(
    sql,
    [
      {
        actId: `correction:${mistaken.id}`,
        act: 'correction',
        actor: by,
        contactId: mistaken.contactId,
        details: { number: mistaken.number, objectionIds: [mistaken.id], ended: ended.map(scopeKey), ...said },
      },
    ],
    now,
  )
}

function namesTheSame(
  keys: KeyRing,
  { contactId, email, phone }: RightPerson,
  mistaken: ObjectionRow,
  reached: { contactIds: readonly string[]; hashes: readonly Buffer[] },
): boolean {
  if (contactId !== null) return contactId === mistaken.contactId
  const hashes = [
    ...(email === null ? [] : [keys.hashEmail(email)]),
    ...(phone === null ? [] : [keys.hashPhone(phone)]),
  ]
  return hashes.some((hash) => reached.hashes.some((held) => held.equals(hash)))
}

/** The same words of the right person: their date, their door and what proves them, so that nothing is lost. */
function rightInput(
  mistaken: ObjectionRow,
  { contactId, email, phone }: RightPerson,
  user: Corrector,
  asksErasure: boolean,
): ObjectionInput {
  // The record and the address were the other one's.
  const { subject: _subject, object: _object, recordId: _recordId, ...evidence } = mistaken.evidence
  return {
    emails: email === null ? [] : [email],
    phones: phone === null ? [] : [phone],
    hashes: [],
    contactId,
    channels: mistaken.channels,
    kinds: mistaken.kinds,
    receivedAt: mistaken.receivedAt,
    door: mistaken.door,
    actor: user.email,
    originConnectionId: mistaken.originConnectionId,
    lane: 'objection',
    reason: mistaken.reason,
    asksErasure,
    evidence: { ...evidence, correctedFrom: mistaken.number },
    idempotencyKey: `corrected:${mistaken.id}`,
  }
}
