import { randomUUID } from 'node:crypto'
import { channels } from '../../../domain/app/channel.ts'
import type { Connection } from '../../../store/connections/connections.ts'
import type { Sql } from '../../../store/app/database.ts'
import { insertColleagueMail, type ColleagueMailKind } from '../../../store/mailbox/colleague-mails.ts'
import { noteMessageObjection } from '../../../store/mailbox/mailbox.ts'
import { listUsers } from '../../../store/accounts/users.ts'
import type { App } from '../../app/app.ts'
import { sealWords } from '../../objections/record-by-hand.ts'
import { recordObjections, type RecordedObjection } from '../../objections/record-objection.ts'
import { peopleOfIdentities } from '../../../store/contacts/former-identities.ts'
import { isAskedOf, isFollowed } from '../../../store/mailbox/reviews.ts'
import { askAboutMessage, askAboutUntold } from '../ask-about-message.ts'
import type { JudgedMessage } from '../judge-messages.ts'
import { unreadIn, type Heard } from './hear-colleague.ts'

/** A receipt waits for its systems at most this long, and then says how far they are. */
const receiptWithinMs = 2 * 60_000
/** As much of the words as is kept as proof. */
const maxWords = 5_000

export const addressPlace = (id: string) => ({ table: 'colleague_mails', row: id, column: 'address' })

/** A message that a colleague passed on, in the transaction that takes it in. */
interface FromColleague {
  app: App
  sql: Sql
  connection: Connection
  message: JudgedMessage
  messageId: string
  heard: Heard
}

/**
 * Records whom a colleague's message means, or asks a person with sending blocked meanwhile where that is not clear; in
 * any case the colleague gets one answer. Gives the holds to carry.
 */
export async function actForColleague(
  from: FromColleague,
): Promise<{ recorded: readonly RecordedObjection[]; holdIds: readonly string[] }> {
  const { app, sql, connection, message, messageId, heard } = from
  const { is } = heard.meant
  if (is === 'nobody' || is === 'doubt') {
    const holdIds =
      is === 'nobody'
        ? []
        : await askAboutMessage(
            {
              app,
              sql,
              connectionId: connection.id,
              messageId,
              receivedAt: message.receivedAt,
              unread: unreadIn(message.mail),
              judged: message.judged,
              person: { how: 'nobody', emails: [], hashes: [], contactIds: [] },
            },
            null,
          )
    if (is === 'doubt' && !(await isAllAsked(from)))
      await askAboutUntold(app, sql, { messageId, connectionId: connection.id })
    await answer(from, is, [])
    return { recorded: [], holdIds }
  }
  const recorded = await record(from)
  if (recorded[0] !== undefined) await noteMessageObjection(sql, messageId, recorded[0].id)
  for (const [at, email] of heard.meant.emails.entries()) await askAboutRights(from, email, recorded[at]?.id ?? null)
  await answer(
    from,
    'receipt',
    recorded.map(({ id }) => id),
  )
  return { recorded, holdIds: [] }
}

/** Whose message is attached and not read stands in no question about those who are named. */
function isAllAsked({ sql, message, messageId }: FromColleague): Promise<boolean> {
  return unreadIn(message.mail) > 0 ? isAskedOf(sql, messageId, 'mail-unknown-sender') : isFollowed(sql, messageId)
}

/** A right that is asked for with the opt-out, or a no of a whole company: as in a mail of the person's own. */
async function askAboutRights(from: FromColleague, email: string, objectionId: string | null): Promise<void> {
  const { app, sql, connection, message, messageId } = from
  const hashes = [app.keys.hashEmail(email)]
  const contactIds = [...new Set([...(await peopleOfIdentities(sql, hashes)).values()].flat())]
  const verdicts = message.judged.verdicts.filter((verdict) => verdict !== 'objection')
  if (verdicts.length === 0) return
  await askAboutMessage(
    {
      app,
      sql,
      connectionId: connection.id,
      messageId,
      receivedAt: message.receivedAt,
      judged: { ...message.judged, verdicts },
      person: { how: 'named', emails: [email], hashes, contactIds },
    },
    objectionId,
  )
}

function record({ app, sql, connection, message, messageId, heard }: FromColleague): Promise<RecordedObjection[]> {
  const now = app.clock.now()
  return recordObjections(
    app,
    sql,
    heard.meant.emails.map((email) => ({
      emails: [email],
      hashes: [],
      contactId: null,
      channels,
      receivedAt: message.receivedAt < now ? message.receivedAt : now,
      door: 'mailbox',
      actor: heard.from,
      originConnectionId: connection.id,
      lane: 'objection',
      reason: message.judged.verdicts.includes('erasure') ? 'erasure' : 'objection',
      evidence: {
        messageId,
        how: heard.meant.is,
        by: heard.from,
        words: sealWords(app, `${message.mail.subject}\n\n${message.words}`.slice(0, maxWords)),
        ...(heard.proof === 'proven' ? { proven: true } : { doubtful: true }),
      },
      idempotencyKey: null,
    })),
  )
}

async function answer(
  { app, sql, messageId, heard }: FromColleague,
  kind: ColleagueMailKind,
  objectionIds: string[],
): Promise<void> {
  const now = app.clock.now()
  const id = randomUUID()
  await insertColleagueMail(
    sql,
    {
      id,
      messageId,
      kind,
      address: app.keys.seal(heard.from, addressPlace(id)),
      language: heard.user?.language ?? (await languageOf(sql)),
      objectionIds,
      dueAt: kind === 'receipt' ? new Date(now.getTime() + receiptWithinMs) : now,
    },
    now,
  )
}

/** A colleague without an account is written to as the first admin reads. */
async function languageOf(sql: Sql): Promise<'en' | 'fr'> {
  return (await listUsers(sql)).find(({ role }) => role === 'admin')?.language ?? 'en'
}
