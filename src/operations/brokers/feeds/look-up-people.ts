import type { Pool } from 'pg'
import type { OptOutFeed, VendorAnswer } from '../../../connector/opt-outs.ts'
import { ConnectorError } from '../../../connector/errors.ts'
import { n1, sha256Hex } from '../../../domain/brokers/broker-hash.ts'
import { normalBrokerName } from '../../../domain/brokers/broker-profile.ts'
import { channels } from '../../../domain/app/channel.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import { brokerNames } from '../../../store/brokers/brokers.ts'
import { dueForLookUp, saveAnswers, type ToLookUp } from '../../../store/brokers/feeds/vendor-answers.ts'
import type { Connection } from '../../../store/connections/connections.ts'
import type { App } from '../../app/app.ts'
import { recordMany } from '../../objections/many/record-many.ts'
import { saidByVendor } from './opted-out.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A person is asked about again after this time; each answer may cost a credit. */
const againMs = 7 * dayMs - hourMs
/** Nothing usable was said of them: they are asked about again sooner. */
const unclearMs = dayMs - hourMs
/** Calls of one visit: opt-outs of other systems must not wait for a long round. */
const callsAtOnce = 40

/**
 * Asks a vendor about people who came from it, by hash, so that it learns of nobody whom it did not sell. What it says
 * is kept as proof; an opt-out there is an objection here, from now on, since no date is given. Gives false where more
 * are due. Throws ConnectorError where nothing that it says of a call can be used.
 */
export async function lookUpPeople(
  app: App,
  connection: Connection,
  lookUp: NonNullable<OptOutFeed['lookUp']>,
  signal: AbortSignal,
): Promise<boolean> {
  const now = app.clock.now()
  const names = await namesOf(app.pool, connection.label)
  for (let calls = 0; calls < callsAtOnce; calls += 1) {
    signal.throwIfAborted()
    const people = await dueForLookUp(
      app.pool,
      connection.id,
      names,
      { answered: new Date(now.getTime() - againMs), unclear: new Date(now.getTime() - unclearMs) },
      lookUp.batch,
    )
    if (people.length === 0) return true
    await take(app, connection, people, await lookUp.ask(people.map(({ email }) => ({ sha256: sha256Hex(n1(email)) }))))
    if (people.length < lookUp.batch) return true
  }
  return false
}

async function take(
  app: App,
  connection: Connection,
  people: readonly ToLookUp[],
  said: readonly VendorAnswer[],
): Promise<void> {
  const now = app.clock.now()
  const answers = people.flatMap(({ hash }, at) => {
    const answer = said[at]
    return answer === undefined ? [] : [{ ...answer, hash }]
  })
  const { recorded } = await recordMany(
    app,
    answers
      .filter((answer) => answer.is === 'opted-out')
      .map(({ hash, said: word }) => ({
        ...saidByVendor(connection, now),
        emails: [],
        hashes: [hash],
        contactId: null,
        channels,
        evidence: { broker: connection.label, said: word, undated: true },
      })),
  )
  await saveAnswers(app.pool, connection.id, answers, now)
  const counts = Object.fromEntries(
    [...Map.groupBy(answers, (answer) => answer.is)].map(([is, list]) => [is, list.length]),
  )
  await insertAudit(
    app.pool,
    [
      {
        actId: `feed:${connection.id}:asked:${now.getTime()}:${people[0]?.hash.toString('hex').slice(0, 16) ?? ''}`,
        act: 'feed',
        actor: 'lawbase',
        connectionId: connection.id,
        details: { asked: people.length, recorded, ...counts },
      },
    ],
    now,
  )
  if (answers.length > 0 && answers.every((answer) => answer.is === 'unclear'))
    throw new ConnectorError(
      'unexpected-response',
      `${connection.label} gave no answer that can be used for any of ${answers.length} people: ${answers[0]?.said}. They are asked about again tomorrow.`,
    )
}

/** Every name under which sources speak of it. */
async function namesOf(pool: Pool, label: string): Promise<string[]> {
  const all = await brokerNames(pool)
  const normal = normalBrokerName(label)
  const ids = all.filter((one) => one.normal === normal).map((one) => one.brokerId)
  return [...new Set([normal, ...all.filter((one) => ids.includes(one.brokerId)).map((one) => one.normal)])]
}
