import { randomUUID } from 'node:crypto'
import type { Classification, MailVerdict } from '../../../domain/mailbox/text/parsed-mail.ts'
import type { Connection } from '../../../store/connections/connections.ts'
import type { Sql } from '../../../store/app/database.ts'
import type { MailboxSettings } from '../../../store/mailbox/mailbox-settings.ts'
import type { App } from '../../app/app.ts'
import { connectorOf, openCredentials } from '../../connections/open-connection.ts'
import type { RecordedObjection } from '../../objections/record-objection.ts'
import type { JudgedMessage } from '../judge-messages.ts'
import { askAboutMessage } from '../ask-about-message.ts'
import { keepMessage, type TakenIn } from '../keep-message.ts'
import { actForColleague } from '../colleagues/act-for-colleague.ts'
import { hearColleague, type Heard } from '../colleagues/hear-colleague.ts'
import { recordVendorList, vendorListIn, type VendorList } from '../colleagues/vendor-mail.ts'

/** Messages that are taken in together, and who else writes to their mailbox. */
export interface Batch {
  app: App
  sql: Sql
  connection: Connection
  settings: MailboxSettings
}

/**
 * A message that one of our own people passed on, or in which a vendor lists people; null for any other, which speaks
 * for whoever wrote it.
 */
export async function takeInPassedOn(batch: Batch, message: JudgedMessage): Promise<TakenIn | null> {
  const { app, sql, connection, settings } = batch
  if (!settings.colleagues && settings.vendors.length === 0) return null
  const mailbox = addressOf(app, connection)
  const heard = await hearColleague(sql, settings, mailbox, message)
  if (heard !== null) {
    // Nobody is told that nothing was recorded where no mail can be sent: then a person looks.
    const isUntold = heard.meant.is === 'nobody' && app.mailer === null
    const known: Heard = isUntold ? { ...heard, meant: { is: 'doubt', emails: [] } } : heard
    return takeInHeard(batch, passedOn(message, known), known)
  }
  const list = vendorListIn(settings, mailbox, message)
  return list === null ? null : takeInList(batch, message, list)
}

/** The address that mails to this mailbox name. */
function addressOf(app: App, connection: Connection): string {
  if (connection.sharedMailbox !== '') return connection.sharedMailbox
  if (connection.accountId.includes('@')) return connection.accountId
  const { address } = openCredentials(app, connectorOf(app, connection), connection) as { address?: unknown }
  return typeof address === 'string' ? address : ''
}

const nothingTaken: TakenIn = { fresh: 0, connectionIds: [], contactIds: [], holdIds: [] }

/** What a colleague passed on, as it is kept: nobody's act, and where it is not clear a question of whom it means. */
function passedOn(message: JudgedMessage, { meant }: Heard): JudgedMessage {
  const doubt = meant.is === 'doubt'
  const judged: Classification = {
    verdicts: doubt ? ['someone-else'] : meant.is === 'nobody' ? ['none'] : ['objection', ...askedBy(message)],
    confidence: 1,
    reasons: [{ rule: 'colleague', language: 'any', phrase: '' }],
    scope: null,
    newContact: null,
    foreign: null,
    bounce: null,
    about: doubt ? meant.emails : [],
  }
  return { ...message, judged }
}

/**
 * What the person asks for beside: a right, in the colleague's words or in theirs; in theirs alone, a no for their
 * whole company. It is a question of its own, as in a mail of theirs.
 */
const askedBy = ({ judged, asked }: JudgedMessage): MailVerdict[] => [
  ...(['erasure', 'access'] as const).filter((right) => judged.verdicts.includes(right) || asked.includes(right)),
  ...asked.filter((verdict) => verdict === 'employer'),
]

async function takeInHeard({ app, sql, connection }: Batch, message: JudgedMessage, heard: Heard): Promise<TakenIn> {
  const id = randomUUID()
  if (!(await keepMessage({ app, sql, connection, message, id }, null))) return nothingTaken
  const { recorded, holdIds } = await actForColleague({ app, sql, connection, message, messageId: id, heard })
  return { ...takenFrom(recorded), holdIds }
}

async function takeInList({ app, sql, connection }: Batch, message: JudgedMessage, list: VendorList): Promise<TakenIn> {
  const id = randomUUID()
  if (!(await keepMessage({ app, sql, connection, message, id }, null))) return nothingTaken
  const taken = takenFrom(await recordVendorList(app, sql, { connection, message, messageId: id }, list))
  if (!list.isWhole)
    await askAboutMessage(
      {
        app,
        sql,
        connectionId: connection.id,
        messageId: id,
        receivedAt: message.receivedAt,
        judged: { ...message.judged, verdicts: ['unsure'], about: [] },
        person: { how: 'nobody', emails: [], hashes: [], contactIds: [] },
      },
      null,
    )
  return taken
}

const takenFrom = (recorded: readonly RecordedObjection[]): TakenIn => ({
  fresh: 1,
  connectionIds: [...new Set(recorded.flatMap(({ connectionIds }) => connectionIds))],
  contactIds: recorded.flatMap(({ repeated, contactId }) => (repeated ? [] : [contactId])),
  holdIds: [],
})
