import { ConnectorError } from '../../../connector/errors.ts'
import { colleagueLetter, type ColleagueReceipt } from '../../../outbound/colleague-letter.ts'
import { backoffMs } from '../../../queue/failure-policy.ts'
import { findObjections } from '../../../store/objections/objections.ts'
import { propagationsOf } from '../../../store/objections/objections-view.ts'
import {
  claimColleagueMail,
  dueColleagueMails,
  endColleagueMail,
  postponeColleagueMail,
  type ColleagueMail,
} from '../../../store/mailbox/colleague-mails.ts'
import { countHit } from '../../../store/accounts/rate-counters.ts'
import type { App } from '../../app/app.ts'
import { inTransaction } from '../../../store/app/database.ts'
import { askAboutUntold } from '../ask-about-message.ts'
import { addressPlace } from './act-for-colleague.ts'

const claimMs = 60_000
const tries = 8
const daySeconds = 86_400
/** Answers to one colleague in a day: a forged sender must not fill a mailbox. */
const answersPerDay = 100

/** Starts the answers that are due: at once when every system has the opt-out, else after two minutes. */
export async function wakeColleagueMails(app: App): Promise<void> {
  if (app.mailer === null) return
  for (const mailId of await dueColleagueMails(app.pool, app.clock.now()))
    await app.enqueue('answer-colleague', { mailId })
}

/**
 * Sends one answer. The address is forgotten with it; one that the server refuses for good is given up, since the
 * opt-out stands whatever becomes of the mail; where there is none a person is asked.
 */
export async function answerColleague(app: App, mailId: string): Promise<void> {
  if (app.mailer === null) return
  const mail = await claimColleagueMail(app.pool, mailId, claimMs)
  if (mail === null) return
  const now = app.clock.now()
  const to = app.keys.open(mail.address, addressPlace(mail.id))
  const counted = await countHit(app.pool, `colleague ${app.keys.hashEmail(to).toString('hex')}`, daySeconds)
  if (mail.attempts === 1 && counted > answersPerDay) return giveUp(app, mail, 'More answers than a day allows.')
  try {
    await app.mailer.send({
      ...colleagueLetter(mail.language, mail.kind, await receiptsOf(app, mail.objectionIds)),
      to,
      id: mail.id,
    })
    await endColleagueMail(app.pool, mailId, now, null)
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    app.log.warn({ mailId, attempt: mail.attempts, kind: error.kind }, 'a colleague could not be answered')
    if (error.kind === 'bad-request' || mail.attempts >= tries) return giveUp(app, mail, error.message)
    await postponeColleagueMail(app.pool, mailId, new Date(now.getTime() + backoffMs(mail.attempts + 2)), error.message)
  }
}

/** Whoever is not told that their message named nobody does not write again: then a person looks. */
function giveUp(
  app: App,
  { id, kind, messageId, connectionId }: Pick<ColleagueMail, 'id' | 'kind' | 'messageId'> & { connectionId: string },
  failure: string,
): Promise<void> {
  return inTransaction(app.pool, async (sql) => {
    await endColleagueMail(sql, id, null, failure)
    if (kind === 'nobody') await askAboutUntold(app, sql, { messageId, connectionId })
  })
}

/** What is recorded and how far it is, as it stands now. */
async function receiptsOf(app: App, objectionIds: readonly string[]): Promise<ColleagueReceipt[]> {
  const [objections, propagations] = await Promise.all([
    findObjections(app.pool, objectionIds),
    propagationsOf(app.pool, objectionIds),
  ])
  return objections.map(({ id, number }) => ({
    number,
    url: `${app.consoleUrl}/objections/${id}`,
    systems: propagations
      .filter((row) => row.objectionId === id)
      .map(({ label, state }) => ({ name: label, state: wordOf(state) })),
  }))
}

function wordOf(state: string): ColleagueReceipt['systems'][number]['state'] {
  if (state === 'applied') return 'applied'
  if (state === 'absent') return 'absent'
  if (state === 'accepted') return 'accepted'
  return state === 'waiting' || state === 'refused' ? 'waits' : 'moving'
}
