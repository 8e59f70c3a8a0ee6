import { afterAll, beforeAll, expect, it } from 'vitest'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { makersOf } from '../removals/odd/odd-makers.ts'

/**
 * Somebody whose address is not theirs alone, or not their only one, opts out once: that is what is recorded, whatever
 * the CRMs show afterwards of what Lawbase wrote there (docs/reference/promises.md#i6).
 */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
})
afterAll(() => scene.close())

const rows = async <T extends object>(text: string, ...values: unknown[]) =>
  (await scene.app.pool.query<T>(text, values)).rows

async function untilRead(remoteId: string, addresses: number): Promise<void> {
  await until('the record is read with its addresses', async () => {
    await scene.poll()
    return (
      (
        await rows(
          'select 1 from remote_records r join record_identities ri on ri.record_id = r.id where r.remote_id = $1 and r.gone_at is null',
          remoteId,
        )
      ).length === addresses
    )
  })
}

/** A HubSpot contact with a second address. */
async function withSecond(primary: string, second: string): Promise<string> {
  const make = makersOf(scene)
  const primaryId = await make.hubspot(primary)
  const mergeId = await make.hubspot(second)
  const { id } = await scene.act('hubspot', 'merge', { primaryId, mergeId })
  await untilRead(String(id), 2)
  return String(id)
}

/** All that is recorded of an address or a record's person, and which of the addresses may not be written to. */
async function standing(...emails: string[]) {
  const hashes = emails.map((email) => scene.app.keys.hashEmail(email))
  return {
    doors: (await rows<{ door: string }>('select door from objections order by recorded_at, number')).map(
      ({ door }) => door,
    ),
    suppressed: await Promise.all(
      hashes.map(async (hash) => (await rows('select 1 from suppressions where identity_hash = $1', hash)).length > 0),
    ),
  }
}

it('takes what it wrote to a shared mailbox, the second address of somebody, for nothing that they said', async () => {
  const [own, shared] = ['adrien.martin@hard.example.test', 'contact@hard.example.test']
  const id = await withSecond(own, shared)
  await scene.object(shared)
  await scene.settle()
  expect(await Promise.all([own, shared].map((email) => scene.optedOut(email)))).toEqual([false, true])
  // Somebody corrects the record, so that it is read again.
  await scene.act('hubspot', 'update-contact', { id, properties: { firstname: 'Adrien' } })
  await until('it was read again', async () => {
    await scene.poll()
    return (await rows("select 1 from remote_records where first_name = 'Adrien'")).length === 1
  })
  await scene.settle()
  expect(await standing(own, shared)).toEqual({ doors: ['rest'], suppressed: [false, true] })
  expect(await scene.optedOut(own)).toBe(false)
  expect((await scene.check()).violations).toEqual([])
})

it('hears an opt-out of a shared mailbox that is the second address of somebody as that of the mailbox', async () => {
  const [own, shared] = ['marc.tessier@hard.example.test', 'info@hard.example.test']
  await withSecond(own, shared)
  const since = scene.app.clock.now()
  await scene.act('hubspot', 'unsubscribe', { email: shared })
  await until('it was heard', async () => {
    await scene.run()
    return (await standing(own, shared)).suppressed[1]
  })
  await scene.settle()
  expect((await standing(own, shared)).suppressed).toEqual([false, true])
  expect(await scene.optedOut(own)).toBe(false)
  expect(await rows('select door from objections where recorded_at >= $1', since)).toHaveLength(1)
  await scene.run()
  expect(await rows('select door from objections where recorded_at >= $1', since)).toHaveLength(1)
  expect((await scene.check()).violations).toEqual([])
})
