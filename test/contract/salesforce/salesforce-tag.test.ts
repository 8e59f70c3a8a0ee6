import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tagFields, type TagOrder } from '../../../src/connector/orders.ts'
import { startWorld } from '../suite/harness.ts'
import type { Connected, World } from '../suite/harness.ts'
import { createRow, salesforceSubject } from './salesforce-subject.ts'
import { statusesOf } from '../suite/scene.ts'

describe('Salesforce: tags', () => {
  let world: World
  let connected: Connected
  beforeAll(async () => {
    world = await startWorld({ contacts: 10 })
    connected = await salesforceSubject.connect(world)
    await connected.open().provision?.()
  })
  afterAll(() => world.close())

  it('go out by collections of 200, and what a rule of the org refuses does not multiply them', async () => {
    const records = []
    for (let place = 0; place < 200; place += 1)
      records.push(
        await createRow(world, place % 2 === 0 ? 'Contact' : 'Lead', {
          Email: `tag-${place}@example.test`,
          ...(place % 2 === 0 ? {} : { Company: 'Exemple' }),
        }),
      )
    const dates = new Set(tagFields.filter((name) => name.endsWith('_on') || name === 'keep_until'))
    const fields = Object.fromEntries(
      tagFields.map((name) => [
        name,
        dates.has(name) ? '2026-11-01' : name.endsWith('_url') ? 'https://exemple.example.test/u/x' : name,
      ]),
    )
    const orders = records.map((record, index): TagOrder => ({ orderId: String(index), record, fields }))
    await world.control('POST', '/_sandbox/switches', {
      salesforce: { refusedIds: [records[3]?.id, records[150]?.id] },
    })
    const before = (await world.control<{ seq: number }[]>('GET', '/_sandbox/requests')).at(-1)?.seq ?? 0
    const statuses = statusesOf((await connected.open().tag?.(orders)) ?? [])
    const writes = (
      await world.control<{ method: string; seq: number }[]>(
        'GET',
        `/_sandbox/requests?system=salesforce&after=${before}`,
      )
    ).filter(({ method }) => method === 'PATCH')
    expect(statuses.map((status, index) => (status === 'applied' ? [] : [index, status])).flat()).toEqual([
      3,
      'refused',
      150,
      'refused',
    ])
    expect(writes.length).toBeLessThanOrEqual(2)
  })
})
