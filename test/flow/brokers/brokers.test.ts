import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawRows } from '../../../src/domain/brokers/broker-sample.ts'
import { channels } from '../../../src/domain/app/channel.ts'
import { readAsk } from '../../../src/domain/screening/screening-ask.ts'
import { askRulesOf } from '../../../src/operations/screening/ask-rules.ts'
import {
  addDelivery,
  addBroker,
  answerPoint,
  reviewBroker,
  saveBroker,
} from '../../../src/operations/brokers/broker-register.ts'
import { drawSample, endSample, openSample, recordResult } from '../../../src/operations/brokers/broker-samples.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { reportNotices } from '../../../src/operations/notices/report-notices.ts'
import {
  askToScreen,
  guessOf,
  keepList,
  screenAsked,
  startOfList,
  wakeScreenings,
} from '../../../src/operations/screening/screen-file.ts'
import { deliveredRows, deliveriesOf } from '../../../src/store/brokers/broker-deliveries.ts'
import { brokerNames, contactsOfBroker } from '../../../src/store/brokers/brokers.ts'
import { evidenceOfBroker } from '../../../src/store/app/evidence.ts'
import { findScreening } from '../../../src/store/screening/screenings.ts'
import { answerDays } from '../../../src/store/brokers/brokers-view.ts'
import { fullProfile } from '../../support/checked-broker.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { until } from '../../support/until.ts'

let lawbase: Lawbase
let brokerId: string
let bought: string[]
const proof = (name: string) => ({
  name: `${name}.pdf`,
  mediaType: 'application/pdf',
  bytes: Buffer.from(`%PDF-1.4 ${name}`),
})
const today = () => lawbase.app.clock.now().toISOString().slice(0, 10)

beforeAll(async () => {
  lawbase = await startLawbase({ contacts: 160 })
  await lawbase.connectHubspot()
  await lawbase.run()
  brokerId = (await brokerNames(lawbase.app.pool)).find(({ normal }) => normal === 'prospecta')?.brokerId ?? ''
  bought = await contactsOfBroker(lawbase.app.pool, brokerId, null, 100)
})
afterAll(() => lawbase.close())

/** Rule of each person whose data came from the broker, where the broker is what stops it. */
const stopped = async (rule: 'I' | 'I11') =>
  (
    await lawbase.app.pool.query<{ id: string }>(
      `select contact_id as id from decisions where verdict = 'QUARANTINE' and rule = $1 order by 1`,
      [rule],
    )
  ).rows.map(({ id }) => id)
const addressesOf = async (contactIds: readonly string[], rules = ['D2']) =>
  (
    await lawbase.app.pool.query<{ id: string; email: string }>(
      `select distinct on (r.contact_id) r.contact_id as id, i.value as email from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash join decisions d on d.contact_id = r.contact_id and d.rule = any($2) where r.contact_id = any($1) and r.gone_at is null and not i.role order by r.contact_id`,
      [contactIds, rules],
    )
  ).rows

async function deliver(reference: string, emails: readonly string[]): Promise<string> {
  const { app, dpo } = lawbase
  const list = `E-mail;Fonction\n${emails.map((email) => `${email};DSI`).join('\n')}\n`
  const id = await keepList(
    app,
    {
      name: `${reference}.csv`,
      chunks: (async function* () {
        yield Buffer.from(list)
      })(),
    },
    dpo.email,
  )
  const read = readAsk(
    { country: 'FR', sourceKind: 'C7', sourceName: 'Prospecta', obtainedOn: today(), reference },
    await askRulesOf(app),
  )
  const screening = await findScreening(app.pool, id)
  if ('faults' in read || screening === null) throw new Error(JSON.stringify(read))
  await askToScreen(app, id, { mapping: guessOf(await startOfList(app, screening)), ask: read.ask }, dpo.email)
  await screenAsked(app, id, new AbortController().signal)
  return (await deliveriesOf(app.pool, brokerId)).find((delivery) => delivery.screeningId === id)?.id ?? ''
}

describe('the register of brokers', () => {
  it('is followed by the verdicts at once: a no to a must stops its people, a proven yes frees them', async () => {
    const { app, dpo } = lawbase
    expect([bought.length > 3, await stopped('I')]).toEqual([true, []])
    await answerPoint(app, dpo, brokerId, 'I7', { answer: 'no', note: 'It never washed', files: [], upload: null })
    await until('everybody of the broker is stopped', async () => (await stopped('I')).length > 0)
    const waiting = await stopped('I')
    expect(bought).toEqual(expect.arrayContaining(waiting))
    await expect(
      answerPoint(app, dpo, brokerId, 'I7', {
        answer: 'yes',
        note: '',
        files: ['6d2bf2c4-8a3c-4b8e-9b4e-0c5f9a1d2e3f'],
        upload: null,
      }),
    ).rejects.toMatchObject({ code: 'evidence' })
    await expect(reviewBroker(app, dpo, brokerId, 'All of it seen')).rejects.toMatchObject({
      code: 'open',
      detail: 'I7',
    })
    await expect(
      addDelivery(app, dpo, brokerId, {
        reference: 'L-0',
        obtainedOn: today(),
        fileName: null,
        promised: null,
        promisedRows: null,
        washBefore: null,
        washAfter: null,
      }),
    ).rejects.toMatchObject({ code: 'musts', detail: 'I7' })
    expect(readAsk({ sourceKind: 'C7', sourceName: 'prospecta', obtainedOn: today() }, await askRulesOf(app))).toEqual({
      faults: [
        {
          field: 'sourceName',
          code: 'musts',
          message: 'has open points on the page Brokers, so no delivery of it is taken: I7',
          points: ['I7'],
        },
      ],
    })
    await answerPoint(app, dpo, brokerId, 'I7', { answer: 'yes', note: '', files: [], upload: proof('wash') })
    await until('nobody is stopped by the broker', async () => (await stopped('I')).length === 0)
    expect((await evidenceOfBroker(app.pool, brokerId)).map(({ name, tied }) => [name, tied])).toEqual([
      ['wash.pdf', true],
    ])
  })

  it('gives a name to one broker only, and says of one it does not know that it must be added', async () => {
    const { app, dpo } = lawbase
    await expect(addBroker(app, dpo, ' PROSPECTA ')).rejects.toMatchObject({ code: 'taken', detail: 'Prospecta' })
    await saveBroker(app, dpo, brokerId, fullProfile('Prospecta Europe'), null)
    expect((await brokerNames(app.pool)).map(({ normal }) => normal).toSorted()).toEqual([
      'prospecta',
      'prospecta europe',
    ])
    expect(
      readAsk({ sourceKind: 'C7', sourceName: 'Other Data', obtainedOn: today() }, await askRulesOf(app)),
    ).toMatchObject({ faults: [{ field: 'sourceName', code: 'unregistered' }] })
  })

  it('stops everybody when nobody looked for a year and a month, and a look frees them', async () => {
    const { app, dpo } = lawbase
    await app.pool.query(`alter table broker_point_answers disable trigger broker_point_answers_stay`)
    const back = async (sign: '+' | '-') =>
      app.pool.query(
        `update broker_point_answers set answered_at = answered_at ${sign} interval '396 days' where broker_id = $1`,
        [brokerId],
      )
    await back('-')
    await lawbase.run()
    expect((await stopped('I')).length).toBeGreaterThan(0)
    await reviewBroker(app, dpo, brokerId, 'Read the contract and the forms again')
    await until('nobody is stopped by the broker', async () => (await stopped('I')).length === 0)
  })
})

it('an objection that was told to the broker is counted with its day, whoever is not told of is not', async () => {
  const { app, dpo } = lawbase
  const connectionId = await lawbase.connectBroker()
  await saveBroker(app, dpo, brokerId, { ...fullProfile('Prospecta'), connectionId }, null)
  await lawbase.run()
  const working = await lawbase.work()
  const [person] = (
    await app.pool.query<{ email: string }>(
      `select i.value as email from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash where r.contact_id = $1 limit 1`,
      [bought.at(-1)],
    )
  ).rows
  await recordObjection(app, {
    emails: [person?.email ?? ''],
    hashes: [],
    contactId: null,
    channels,
    receivedAt: app.clock.now(),
    door: 'rest',
    actor: 'a test',
    originConnectionId: null,
    lane: 'objection',
    reason: 'objection',
    evidence: {},
    idempotencyKey: null,
  })
  const told = await until('the broker was told', async () => {
    const rows = await answerDays(app.pool, connectionId, new Date(0))
    return rows.length > 0 && rows
  })
  // The verdict follows the objection: what comes next must not find it halfway.
  await until(
    'the person is judged',
    async () =>
      (await app.pool.query(`select 1 from decisions where contact_id = $1 and verdict = 'BLOCK'`, [bought.at(-1)]))
        .rowCount === 1,
  )
  await working.stop()
  expect([
    told.length,
    told[0]?.sentAt instanceof Date,
    await answerDays(app.pool, connectionId, new Date(app.clock.now().getTime() + 86_400_000)),
  ]).toEqual([1, true, []])
})

/** The sample as somebody who works on it sees it. */
async function sampleOf(id: string) {
  const found = await openSample(lawbase.app, id)
  if (found === null) throw new Error('no such sample')
  return found
}

describe('a delivery and its sample', () => {
  it('that fails stops the people of the delivery and nobody else; two who close at once are one; the addresses are gone; a later sample that passes frees them', async () => {
    const { app, dpo, admin } = lawbase
    const known = await addressesOf(bought)
    await reportNotices(
      app,
      known.map(({ email }) => ({
        email,
        event: 'sent',
        on: today(),
        channel: 'email',
        language: 'fr',
        messageId: null,
        version: null,
        reviewOn: null,
        reason: null,
      })),
      'a test',
    )
    await until(
      'they may be written to',
      async () =>
        (
          await app.pool.query(`select 1 from decisions where contact_id = any($1) and verdict = 'ALLOW'`, [
            known.map(({ id }) => id),
          ])
        ).rowCount === known.length,
    )
    const [inside, outside] = [known.slice(0, 3), known.slice(3)]
    expect([inside.length, outside.length > 0]).toEqual([3, true])
    const deliveryId = await deliver('L-1', [...inside.map(({ email }) => email), 'fresh.person@acme.example.test'])
    const [delivery] = await deliveriesOf(app.pool, brokerId)
    const rows = await deliveredRows(app.pool, delivery?.screeningId ?? '')
    const drawn = await Promise.allSettled([drawSample(app, dpo, deliveryId, 3), drawSample(app, admin, deliveryId, 3)])
    expect(drawn.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const id = drawn.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))[0] ?? ''
    const before = await sampleOf(id)
    expect(before.rows.map((row) => row.rowNumber)).toEqual(drawRows(before.sample.seed, rows, 3))
    expect(before.rows.every((row) => row.address?.includes('@') === true)).toBe(true)
    const sealed = (
      await app.pool.query<{ address: string }>('select address from broker_sample_rows where sample_id = $1', [id])
    ).rows
    expect(
      sealed.some(
        ({ address }) =>
          address.includes('example.test') ||
          Buffer.from(address, 'base64url').toString('latin1').includes('example.test'),
      ),
    ).toBe(false)
    await expect(recordResult(app, dpo, id, 1, { result: 'proved', note: '', evidence: null })).rejects.toMatchObject({
      code: 'evidence',
    })
    await recordResult(app, dpo, id, 1, { result: 'proved', note: '', evidence: proof('person-1') })
    const ends = await Promise.allSettled([endSample(app, dpo, id), endSample(app, admin, id)])
    expect(
      new Set(ends.map((end) => (end.status === 'fulfilled' ? end.value : (end.reason as { code: string }).code))),
    ).toEqual(new Set(['closed', true]))
    await expect(
      recordResult(app, dpo, id, 2, { result: 'not-proved', note: 'late', evidence: null }),
    ).rejects.toMatchObject({ code: 'closed' })
    const after = await sampleOf(id)
    expect([after.sample, after.rows.map(({ address }) => address)]).toMatchObject([
      { proved: 1, notProved: 0, silent: 2, mostUnproved: 0, failed: true },
      [null, null, null],
    ])
    await until('its people are in quarantine', async () => (await stopped('I11')).length === 3)
    const quarantined = await stopped('I11')
    expect(quarantined).toEqual(inside.map((one) => one.id).toSorted())
    // The list is erased by now: the base and the row numbers must do.
    await lawbase.advance(8 * 86_400_000)
    await wakeScreenings(app)
    const again = await drawSample(app, dpo, deliveryId, 200)
    const second = await sampleOf(again)
    expect(second.rows.slice(0, 2).map((row) => row.rowNumber)).toEqual(
      after.rows.filter((row) => row.result === null).map((row) => row.rowNumber),
    )
    expect(second.rows.map(({ address }) => address ?? '').toSorted()).toEqual(
      ['', ...inside.map(({ email }) => email)].toSorted(),
    )
    for (const row of second.rows)
      await recordResult(app, dpo, again, row.place, {
        result: 'proved',
        note: '',
        evidence: proof(`again-${row.place}`),
      })
    expect(await endSample(app, admin, again)).toBe(false)
    await until('its people are free of it', async () => (await stopped('I11')).length === 0)
  })

  it('frees nobody who stands in it before a sample of it was closed without a failure', async () => {
    const { app, dpo } = lawbase
    const person = (await addressesOf(bought, ['D2', 'FR1'])).slice(-1)
    const deliveryId = await deliver('L-3', [person[0]?.email ?? ''])
    await app.pool.query(
      `delete from broker_delivery_rows w using broker_deliveries d where d.screening_id = w.screening_id and d.reference = 'L-1'`,
    )
    await lawbase.run()
    expect([person.length, await stopped('I11')]).toEqual([1, person.map(({ id }) => id)])
    const sample = await drawSample(app, dpo, deliveryId, 1)
    await recordResult(app, dpo, sample, 1, { result: 'proved', note: '', evidence: proof('only-one') })
    expect(await endSample(app, dpo, sample)).toBe(false)
    await until('the person is free of it', async () => (await stopped('I11')).length === 0)
  })

  it('is written into the record that was noted for it, once however often its screening ends', async () => {
    const { app, dpo } = lawbase
    const noted = await addDelivery(app, dpo, brokerId, {
      reference: 'L-2',
      obtainedOn: today(),
      fileName: 'promised.csv',
      promised: 'Heads of IT',
      promisedRows: 2,
      washBefore: 5,
      washAfter: 4,
    })
    expect(await deliver('L-2', ['one.new@acme.example.test', 'two.new@acme.example.test'])).toBe(noted)
    expect((await deliveriesOf(app.pool, brokerId)).filter(({ reference }) => reference === 'L-2')).toEqual([
      expect.objectContaining({
        id: noted,
        fileName: 'promised.csv',
        promisedRows: 2,
        washBefore: 5,
        washAfter: 4,
        rows: 2,
        allowed: 2,
        stopped: 0,
        notedBy: dpo.email,
      }),
    ])
    const another = await deliver('L-2', ['three.new@acme.example.test'])
    expect(another).not.toBe(noted)
  })
})
