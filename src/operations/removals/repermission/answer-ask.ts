import { createHash, randomUUID } from 'node:crypto'
import { tokenHash } from '../../../crypto/tokens.ts'
import { confirmDays } from '../../../domain/consents/confirm-days.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { insertAskConsent } from '../../../store/consents/consents.ts'
import { inTransaction, type Sql } from '../../../store/app/database.ts'
import { tieEvidence } from '../../../store/app/evidence.ts'
import { contactsOfIdentities, lockIdentity, lockPeopleShared } from '../../../store/objections/objections.ts'
import { insertMail, keepShownText } from '../../../store/objections/person-mails.ts'
import { findAsk, noteYes, type OpenAsk } from '../../../store/removals/repermission.ts'
import type { App } from '../../app/app.ts'
import { keepEvidence } from '../../app/evidence.ts'
import { decideAgain } from '../../decisions/decide-later.ts'
import { dayMs, type Letter } from '../../objections/person-mail.ts'

/** The question behind a link, or null when nobody has this token or it asks nothing. Looking changes nothing. */
export function openAsk(app: App, token: string): Promise<OpenAsk | null> {
  return findAsk(app.pool, tokenHash(token), false)
}

/** What the page showed to whoever pressed yes. */
interface YesGiven {
  language: string
  /** The company that it named. */
  controller: string
  /** The sentence that is agreed to. */
  sentence: string
  /** Every text of the page. */
  shown: Readonly<Record<string, string>>
  /** No browser of a person seems to have sent it. */
  doubtful: boolean
  /** The mail whose button must be pressed where the press alone proves nothing. */
  letter: (until: Date) => Letter
}

/**
 * `counts`: recorded, and the clock starts again; `asks`: a mail asks for a second press; `stopped`: an objection
 * stands; `purged`: the data are gone; `impossible`: no mail can be sent.
 */
export type YesAnswer = 'counts' | 'asks' | 'stopped' | 'purged' | 'impossible'

/**
 * Yes on the page of the question: a consent for prospecting by e-mail, with its proof (docs/reference/law.md#e).
 * Pressed on the page of a mail that went to the address itself it counts at once; a link out of a CRM's field may have
 * been forwarded, so it counts after the button of a second mail (docs/reference/promises.md#links), and so does a
 * press that no browser of a person seems to have sent. Twice is once.
 */
export async function sayYes(app: App, token: string, given: YesGiven): Promise<YesAnswer | null> {
  const done = await inTransaction(app.pool, (sql) => record(app, sql, tokenHash(token), given))
  if (done === null) return null
  if (done.mailId !== null) await app.enqueue('send-person-mail', { mailId: done.mailId })
  await decideAgain(app, done.contactIds)
  return done.answer
}

interface Done {
  answer: YesAnswer
  mailId: string | null
  contactIds: readonly string[]
}

const nothing = (answer: YesAnswer): Done => ({ answer, mailId: null, contactIds: [] })

async function record(app: App, sql: Sql, token: Buffer, given: YesGiven): Promise<Done | null> {
  const now = app.clock.now()
  // In the order in which an objection takes its locks: an objection at the same moment is before or after, never
  // between.
  await lockPeopleShared(sql)
  const seen = await findAsk(sql, token, false)
  if (seen === null) return null
  await lockIdentity(sql, seen.hash)
  const ask = await findAsk(sql, token, true)
  if (ask === null) return null
  if (ask.purged) return nothing('purged')
  if (ask.stopped) return nothing('stopped')
  if (ask.yes !== null) return nothing(ask.yes.counts ? 'counts' : 'asks')
  const asksAgain = ask.way === 'field' || given.doubtful
  if (asksAgain && (app.mailer === null || app.publicUrl === null)) return nothing('impossible')
  const textHash = createHash('sha256')
    .update(JSON.stringify([given.language, given.shown]))
    .digest()
  await keepShownText(sql, textHash, given.language, given.shown, now)
  const proof = await keepEvidence(app, sql, proofOf(ask, given, textHash, now), 'the person')
  await tieEvidence(sql, proof.id, 'ask', ask.id, 'the person')
  const mailId = asksAgain ? await insertLetter(sql, ask, given, now) : null
  await insertAskConsent(sql, {
    id: randomUUID(),
    askId: ask.id,
    identityHash: ask.hash,
    controller: given.controller,
    text: given.sentence,
    textHash,
    evidenceId: proof.id,
    givenAt: now,
    mailId,
  })
  await noteYes(sql, ask.id, now)
  await insertAudit(
    sql,
    [
      {
        actId: `ask-yes:${ask.id}:${now.getTime()}`,
        act: 'consent',
        actor: 'the person',
        contactId: ask.contactId,
        details: {
          ask: ask.id,
          text: textHash.toString('hex'),
          evidence: proof.digest,
          counts: mailId === null,
          ...(given.doubtful ? { doubtful: true } : {}),
        },
      },
    ],
    now,
  )
  const holders = (await contactsOfIdentities(sql, [ask.hash])).get(ask.hash.toString('hex')) ?? []
  return { answer: mailId === null ? 'counts' : 'asks', mailId, contactIds: [ask.contactId, ...holders] }
}

async function insertLetter(sql: Sql, ask: OpenAsk, given: YesGiven, now: Date): Promise<string> {
  const id = randomUUID()
  const expiresAt = new Date(now.getTime() + confirmDays * dayMs)
  const { language, subject, body } = given.letter(expiresAt)
  await insertMail(
    sql,
    {
      id,
      kind: 'consent',
      contactId: ask.contactId,
      identityHash: ask.hash,
      language,
      subject,
      body,
      masked: ask.masked,
      wanted: { free: [], keep: [] },
      objectionId: null,
      shown: null,
      expiresAt,
    },
    now,
  )
  return id
}

/**
 * All that was shown and pressed, as one file (docs/reference/law.md#e-record). Where it came from is not kept
 * (minimisation).
 */
function proofOf(
  ask: OpenAsk,
  { language, controller, sentence, shown, doubtful }: YesGiven,
  textHash: Buffer,
  now: Date,
) {
  const body = {
    type: 'lawbase-repermission-answer',
    ask: ask.id,
    way: ask.way,
    termOn: ask.termOn,
    language,
    controller,
    channels: ['email'],
    purposes: ['prospecting'],
    sentence,
    act: 'button',
    shown,
    text: textHash.toString('hex'),
    givenAt: now.toISOString(),
    ...(doubtful ? { doubtful } : {}),
  }
  return { name: 'repermission.json', mediaType: 'application/json', bytes: Buffer.from(JSON.stringify(body, null, 2)) }
}
