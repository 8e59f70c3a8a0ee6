import { randomUUID } from 'node:crypto'
import { maskEmail, natureOfAddress } from '../../domain/contacts/identity.ts'
import type { ContentBox } from '../../domain/consents/questionnaire.ts'
import { confirmDays } from '../../domain/consents/confirm-days.ts'
import { answerId, type Answer } from '../../domain/consents/questionnaire-answer.ts'
import { whoseAnswer } from '../../domain/consents/whose-answer.ts'
import { boxRow } from '../../domain/consents/tables/consent-boxes.ts'
import { insertAudit } from '../../store/app/audit.ts'
import { insertConsents, insertWithdrawals, mailOfAnswer } from '../../store/consents/consents.ts'
import { insertCreation } from '../../store/consents/contact-creations.ts'
import { inTransaction, type Sql } from '../../store/app/database.ts'
import { tieEvidence } from '../../store/app/evidence.ts'
import { contactsOfIdentities, lockIdentity, lockPeopleShared } from '../../store/objections/objections.ts'
import { countMails, insertMail } from '../../store/objections/person-mails.ts'
import {
  holdersOf,
  insertQuestionnaireAnswer,
  insertWaitingContact,
  isRecorded,
  keepAddress,
  tieAnswer,
  waitingContacts,
  type Questionnaire,
  type QuestionnaireVersion,
} from '../../store/consents/questionnaires.ts'
import type { App } from '../app/app.ts'
import { keepEvidence } from '../app/evidence.ts'
import { answeredName } from './answered-person.ts'
import { judgeAnswer, type JudgedBox } from './judge-answer.ts'
import { decideAgain } from '../decisions/decide-later.ts'
import { canMail, dayMs, mailsPerDay, type Letter } from '../objections/person-mail.ts'

/** Who fills in a questionnaire, in the audit log. */
const answerActor = 'the person'
/** A request that nobody confirms is kept this long (docs/reference/law.md#e-double). */
export const confirmMs = confirmDays * dayMs

interface AnswerInput {
  questionnaire: Questionnaire
  /** The version the person saw, whichever is the latest now. */
  version: QuestionnaireVersion
  answer: Answer
  /** What the browser calls this answer. */
  sentId: string
  givenAt: Date
  /** No browser of a person seems to have sent it. */
  doubtful: boolean
  letter: (told: ToldByMail) => Letter
}

/**
 * What the mail says: all that was agreed to, whether its button must be pressed, and what only a letter to us can
 * start again.
 */
export interface ToldByMail {
  sentences: readonly string[]
  asks: boolean
  closed: readonly string[]
}

/**
 * `asks`: the mail's button must be pressed before it counts; `later`: that mail waits for a mail server; `never`: it
 * had to be asked, and too many mails went to the address that day.
 */
export interface RecordedAnswer {
  id: string
  mail: 'none' | 'tells' | 'asks' | 'later' | 'never'
}

/**
 * Records one answer in one transaction: sealed evidence, the source C4, a consent for each ticked box, what withdraws
 * it already, the mail that tells of it, and the order to create the contact (docs/reference/law.md#c4, #e). The same
 * answer sent twice stands once and gets the same reply. Nothing here ends an objection: that takes the button of the
 * mail.
 */
export async function recordAnswer(app: App, input: AnswerInput): Promise<RecordedAnswer> {
  const id = answerId(input.version.id, input.sentId, input.answer)
  const done = await inTransaction(app.pool, (sql) => record(app, sql, id, input))
  if (done.mailId !== null) await app.enqueue('send-person-mail', { mailId: done.mailId })
  if (done.fresh) await app.enqueue('create-contact', { answerId: id })
  await decideAgain(app, done.contactIds)
  return { id, mail: mailSaid(app, done) }
}

/** What the visitor may be promised. */
function mailSaid(app: App, { mailId, asks, waits }: Done): RecordedAnswer['mail'] {
  if (mailId === null) return waits ? 'never' : 'none'
  return canMail(app) ? (asks ? 'asks' : 'tells') : asks ? 'later' : 'none'
}

interface Done {
  mailId: string | null
  asks: boolean
  /** Something counts only once it is confirmed. */
  waits: boolean
  fresh: boolean
  contactIds: readonly string[]
}

async function record(app: App, sql: Sql, id: string, input: AnswerInput): Promise<Done> {
  const { answer, version, questionnaire, givenAt } = input
  const now = app.clock.now()
  const hash = app.keys.hashEmail(answer.email)
  // Before anything is read: a page that is being matched may hold this very address, and so may another answer.
  await lockPeopleShared(sql)
  await lockIdentity(sql, hash)
  if (await isRecorded(sql, id)) return { ...(await mailOfAnswer(sql, id)), fresh: false, contactIds: [] }
  const { role, privateMailbox } = natureOfAddress(answer.email)
  await keepAddress(sql, { hash, value: answer.email, role, privateMailbox }, now)
  const there = (await contactsOfIdentities(sql, [hash])).get(hash.toString('hex')) ?? []
  const bearer = role ? whoseAnswer(answeredName(answer), await holdersOf(sql, hash)) : null
  const contactIds = role ? (bearer === null ? [] : [bearer]) : there
  const contactId = contactIds[0] ?? (await waitingContact(sql, hash, now))
  await insertQuestionnaireAnswer(
    sql,
    {
      id,
      versionId: version.id,
      language: answer.language,
      contactId,
      identityHash: hash,
      givenAt,
      country: answer.country,
    },
    now,
  )
  const proof = await keepEvidence(app, sql, proofOf(input, now), answerActor)
  await tieEvidence(sql, proof.id, 'answer', id, answerActor)
  const numberHash = answer.phone === null ? null : app.keys.hashPhone(answer.phone)
  const judged = await judgeAnswer(sql, input, hash, numberHash, contactIds)
  const mailId = await insertLetter(sql, input, { contactId, hash, judged }, now)
  const kept = { answerId: id, identityHash: hash, numberHash, evidenceId: proof.id, mailId }
  await insertConsents(
    sql,
    judged.map((box) => consentOf(box, input, kept)),
    now,
  )
  if (role) await tieAnswer(sql, id, contactId, bearer !== null)
  await insertWithdrawals(
    sql,
    judged.flatMap((box) =>
      box.withdrawnBy.map((no) => ({
        objectionId: no.objectionId,
        hashes: [hash],
        channels: [box.channel],
        receivedAt: no.since,
      })),
    ),
    now,
  )
  await insertCreation(sql, id, questionnaire.connectionId, now)
  await auditAnswer(sql, { ...kept, contactId, digest: proof.digest }, input, judged, now)
  return {
    mailId,
    asks: judged.some((box) => box.mustConfirm && !box.closed),
    waits: judged.some((box) => box.mustConfirm && box.withdrawnBy.length === 0),
    fresh: true,
    contactIds: there,
  }
}

/** What an answer's rows point at. */
interface KeptAnswer {
  answerId: string
  identityHash: Buffer
  numberHash: Buffer | null
  evidenceId: string
  mailId: string | null
}

function consentOf(box: JudgedBox, { answer, version, givenAt }: AnswerInput, kept: KeptAnswer) {
  return {
    ...kept,
    id: randomUUID(),
    numberHash: boxRow(box.id).number ? kept.numberHash : null,
    channels: [box.channel],
    purposes: [box.purpose],
    controller: version.content.company,
    text: sentenceOf(box, answer),
    versionId: version.id,
    act: answer.signature === null ? ('tick' as const) : ('signature' as const),
    givenAt,
    mustConfirm: box.mustConfirm,
    afterNo: box.afterNo,
    mailId: box.closed || box.withdrawnBy.length > 0 ? null : kept.mailId,
  }
}

async function auditAnswer(
  sql: Sql,
  kept: { answerId: string; contactId: string; digest: string },
  { questionnaire, version, givenAt, doubtful }: AnswerInput,
  judged: readonly JudgedBox[],
  now: Date,
): Promise<void> {
  await insertAudit(
    sql,
    [
      {
        actId: `consent:${kept.answerId}`,
        act: 'consent',
        actor: answerActor,
        contactId: kept.contactId,
        details: {
          questionnaire: questionnaire.slug,
          version: version.number,
          text: version.hash.toString('hex'),
          boxes: judged.map((box) => box.id),
          givenAt: givenAt.toISOString(),
          evidence: kept.digest,
          ...(doubtful ? { doubtful: true } : {}),
        },
      },
    ],
    now,
  )
}

async function waitingContact(sql: Sql, hash: Buffer, now: Date): Promise<string> {
  const known = (await waitingContacts(sql, [hash])).get(hash.toString('hex'))?.[0]
  if (known !== undefined) return known
  const id = randomUUID()
  await insertWaitingContact(sql, id, now)
  return id
}

/**
 * One mail for all that was agreed to, which waits where no mail server is set; none where nothing was agreed to, or
 * somebody fills a mailbox with them.
 */
async function insertLetter(
  sql: Sql,
  { answer, letter }: AnswerInput,
  to: { contactId: string; hash: Buffer; judged: readonly JudgedBox[] },
  now: Date,
): Promise<string | null> {
  const agreed = to.judged.filter((box) => box.withdrawnBy.length === 0)
  if (agreed.length === 0 || (await countMails(sql, to.hash, new Date(now.getTime() - dayMs))) >= mailsPerDay)
    return null
  const told = {
    sentences: agreed.filter((box) => !box.closed).map((box) => sentenceOf(box, answer)),
    asks: agreed.some((box) => box.mustConfirm && !box.closed),
    closed: agreed.filter((box) => box.closed).map((box) => sentenceOf(box, answer)),
  }
  const { language, subject, body } = letter(told)
  const id = randomUUID()
  await insertMail(
    sql,
    {
      id,
      kind: 'consent',
      contactId: to.contactId,
      identityHash: to.hash,
      language,
      subject,
      body,
      masked: maskEmail(answer.email),
      wanted: { free: agreed.flatMap((box) => box.free), keep: [] },
      objectionId: null,
      shown: null,
      expiresAt: new Date(now.getTime() + confirmMs),
    },
    now,
  )
  return id
}

const sentenceOf = (box: ContentBox, { language }: Answer): string => box.text[language] ?? ''

/**
 * All that was shown and answered, as one file (docs/reference/law.md#e-record). Where it came from is not kept
 * (minimisation).
 */
function proofOf({ questionnaire, version, answer, givenAt, doubtful, sentId }: AnswerInput, now: Date) {
  const { ticked, ...rest } = answer
  const body = {
    type: 'lawbase-questionnaire-answer',
    questionnaire: questionnaire.slug,
    version: version.number,
    text: version.hash.toString('hex'),
    shown: version.content,
    sentId,
    answer: {
      ...rest,
      boxes: version.content.boxes.map((box) => ({
        id: box.id,
        text: sentenceOf(box, answer),
        ticked: ticked.some((one) => one.id === box.id),
      })),
    },
    givenAt: givenAt.toISOString(),
    recordedAt: now.toISOString(),
    ...(doubtful ? { doubtful } : {}),
  }
  return {
    name: `${questionnaire.slug}.json`,
    mediaType: 'application/json',
    bytes: Buffer.from(JSON.stringify(body, null, 2)),
  }
}
