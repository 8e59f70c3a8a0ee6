import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  splitRecords,
  SplitRefused,
  rejoinRecords,
} from '../../../src/operations/removals/same-person/split-records.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'

// Two people who share an address and a name are told apart by a DPO, for good.
let scene: Scene
let make: Makers
const at = (name: string) => `${name}@parted-${name}.example.test`
const recordsOf = async (name: string) =>
  (
    await scene.app.pool.query<{ id: number; contactId: string; connector: string }>(
      `select r.id, r.contact_id as "contactId", c.connector from remote_records r join connections c on c.id = r.connection_id join record_identities ri on ri.record_id = r.id
       where ri.identity_hash = $1 and r.gone_at is null order by c.connector`,
      [scene.app.keys.hashEmail(at(name))],
    )
  ).rows
const both = (name: string) =>
  until('both records are one contact', async () => {
    await scene.poll()
    const rows = await recordsOf(name)
    return rows.length === 2 && new Set(rows.map((row) => row.contactId)).size === 1 ? rows : null
  })
const reason = 'Father and son, both in the firm.'
const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof SplitRefused ? error.code : error
}

beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  make = makersOf(scene)
})
afterAll(() => scene.close())

it('keeps two people apart at every later reading, and frees neither of an opt-out', async () => {
  const hubspot = await make.hubspot(at('roy'), { phone: '+33140000001' })
  const contact = await make.contact(at('roy'), { Phone: '+33140000002' })
  const rows = await both('roy')
  const objection = await scene.object(at('roy'), { channels: ['email'] })
  await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
  const [first] = rows
  const theirs = rows.filter(({ connector }) => connector === 'salesforce').map(({ id }) => id)
  const contacts = await splitRecords(scene.app, scene.dpo, first?.contactId ?? '', { recordIds: theirs, reason })
  const apart = async () => (await recordsOf('roy')).map(({ contactId }) => contactId)
  const parted = await apart()
  expect(new Set(parted)).toEqual(new Set(contacts))
  expect(new Set(parted).size).toBe(2)
  await scene.act('hubspot', 'update-contact', { id: hubspot, properties: { jobtitle: 'DSI' } })
  await scene.act('salesforce', 'update', { id: contact, fields: { Title: 'DAF' } })
  await scene.poll()
  await scene.run()
  expect(await apart()).toEqual(parted)
  const { rows: verdicts } = await scene.app.pool.query<{ rule: string }>(
    'select rule from decisions where contact_id = any($1)',
    [parted],
  )
  expect(verdicts).toEqual([{ rule: 'F1' }, { rule: 'F1' }])
  expect((await scene.check()).violations).toEqual([])
  const { rows: asked } = await scene.app.pool.query(
    'select answer from same_person_answers where contact_a = any($1)',
    [parted],
  )
  expect(asked).toEqual([{ answer: 'two' }])
  // The word is taken back: what they share ties them again.
  const [here = '', there = ''] = parted
  expect(await rejoinRecords(scene.app, scene.dpo, [here, there], 'It was one person.')).toBe(true)
  expect(new Set(await apart()).size).toBe(1)
  expect(await rejoinRecords(scene.app, scene.dpo, [here, there], 'It was one person.')).toBe(false)
})

it('says the opt-out of the one for both when they are put together and no address ties them any more', async () => {
  await make.hubspot(at('noel'), {})
  const contact = await make.contact(at('noel'), {})
  const rows = await both('noel')
  const theirs = rows.filter(({ connector }) => connector === 'salesforce').map(({ id }) => id)
  await splitRecords(scene.app, scene.dpo, rows[0]?.contactId ?? '', { recordIds: theirs, reason })
  await scene.act('salesforce', 'update', { id: contact, fields: { Email: at('noel-moved') } })
  await until('the new address was read', async () => {
    await scene.poll()
    return (await recordsOf('noel-moved')).length === 1
  })
  const [here = ''] = (await recordsOf('noel')).map(({ contactId }) => contactId)
  const [moved = ''] = (await recordsOf('noel-moved')).map(({ contactId }) => contactId)
  const objection = await scene.object(at('noel'), { channels: ['email', 'phone'] })
  await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'absent' })
  const stopped = async () =>
    (
      await scene.app.pool.query<{ channel: string }>(
        'select channel from suppressions where identity_hash = $1 order by 1',
        [scene.app.keys.hashEmail(at('noel-moved'))],
      )
    ).rows.map(({ channel }) => channel)
  expect(await stopped()).toEqual([])
  expect(await rejoinRecords(scene.app, scene.dpo, [here, moved], 'It was one person.')).toBe(true)
  expect(await stopped()).toEqual(['email', 'phone'])
  await until(
    'their record is blocked',
    async () => (await scene.salesforceRow(contact))['HasOptedOutOfEmail'] === true,
  )
})

it('is refused for nothing, for everything, without a reason, and against the word of their system', async () => {
  await scene.control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true } })
  scene.app.memories.clear()
  const individual = await make.row('Individual', { LastName: 'Vidal' })
  await make.contact(at('vidal'), { IndividualId: individual })
  await make.lead(at('vidal'), { IndividualId: individual })
  const rows = await both('vidal')
  const [one, other] = rows
  const part = (recordIds: readonly number[], why = reason) =>
    refusal(splitRecords(scene.app, scene.dpo, one?.contactId ?? '', { recordIds, reason: why }))
  expect([
    await part([]),
    await part(rows.map(({ id }) => id)),
    await part([one?.id ?? 0], ' '),
    await part([other?.id ?? 0]),
  ]).toEqual(['choice', 'choice', 'reason', 'vendor'])
  expect(new Set((await recordsOf('vidal')).map(({ contactId }) => contactId)).size).toBe(1)
  expect(
    (await scene.app.pool.query('select 1 from parted_records where parted_by = $1', [scene.dpo.email])).rowCount,
  ).toBe(0)
})
