import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectedSystem } from '../../../../src/connector/contract.ts'
import { startWorld, type Connected, type Json, type World } from '../../suite/harness.ts'
import { pagesOf } from '../../suite/scene.ts'
import { actSalesforce, createRow, salesforceSubject } from '../salesforce-subject.ts'

interface Seen {
  method: string
  path: string
  status: number
}

// docs/reference/salesforce.md#composite.
describe('Salesforce: questions asked side by side', () => {
  let world: World
  let connected: Connected
  let people: { object: string; id: string }[]
  beforeAll(async () => {
    world = await startWorld({ contacts: 0 })
    connected = await salesforceSubject.connect(world)
    const row = async (object: string, fields: Json) =>
      (await actSalesforce<Record<string, string>>(world, 'create', { object, fields }))['Id'] ?? ''
    people = [
      await createRow(world, 'Contact', { Email: 'one@example.test', LastName: 'One' }),
      await createRow(world, 'Lead', { Email: 'two@example.test', LastName: 'Two', Company: 'Exemple' }),
    ]
    for (const { id } of people) {
      const mail = await row('EmailMessage', { Subject: 'Offre', Incoming: false, MessageDate: '2026-03-01T09:00:00Z' })
      await row('EmailMessageRelation', { EmailMessageId: mail, RelationId: id, RelationType: 'ToAddress' })
    }
  })
  afterAll(() => world.close())
  beforeEach(() => switches({ compositeClosed: false }))
  const switches = (salesforce: Json) => world.control('POST', '/_sandbox/switches', { salesforce })
  const requests = (after: number) =>
    world.control<(Seen & { seq: number })[]>('GET', `/_sandbox/requests?system=salesforce&after=${after}`)
  const everyone = async (system: ConnectedSystem) =>
    (await pagesOf(system, null, 'full')).flatMap(({ records }) => records)
  /** What `work` asks, by kind: calls of several questions, questions alone, and those that were refused. */
  const asked = async <T>(work: () => Promise<T>) => {
    const last = (await requests(0)).at(-1)?.seq ?? 0
    const result = await work()
    const seen = await requests(last)
    const count = (fits: (one: Seen) => boolean) => seen.filter(fits).length
    return {
      result,
      calls: {
        together: count(({ path, status }) => path.endsWith('/composite') && status === 200),
        alone: count(({ path }) => /\/query(?:All)?\?/u.test(path)),
        refused: count(({ status }) => status >= 400),
      },
    }
  }

  it('share calls of five, and say the same as alone', async () => {
    const system = connected.open()
    await everyone(system)
    const together = await asked(() => everyone(system))
    // A page of each object and its count; of the contact seven further questions, of the lead five.
    expect(together.calls).toEqual({ together: 3, alone: 4, refused: 0 })
    expect(together.result.map(({ firstContact }) => firstContact)).toEqual(
      people.map(() => ({ on: '2026-03-01', by: 'EmailMessage' })),
    )
    await switches({ compositeClosed: true })
    const alone = await asked(() => everyone(system))
    expect(alone.result).toEqual(together.result)
    // Asked for once, not again for every page.
    expect(alone.calls).toEqual({ together: 0, alone: 16, refused: 1 })
  })

  it('are asked alone where such a call fails, or one of them does', async () => {
    const fault = (kind: string, more: Json) =>
      world.control('POST', '/_sandbox/faults', { system: 'salesforce', kind, times: 1, ...more })
    const system = connected.open()
    const expected = await everyone(system)
    await fault('server-error', { status: 502, pathIncludes: '/composite' })
    const failed = await asked(() => everyone(system))
    expect(failed.result).toEqual(expected)
    expect(failed.calls).toEqual({ together: 0, alone: 16, refused: 1 })
    await switches({ closedObjects: ['CampaignMember'] })
    const partly = await asked(() => everyone(connected.open()))
    expect(partly.result).toEqual(expected)
    expect(partly.calls.together).toBeGreaterThan(0)
    await switches({ closedObjects: [] })
  })

  it('wait when the calls of the day are used up', async () => {
    const system = connected.open()
    await everyone(system)
    await world.control('POST', '/_sandbox/faults', {
      system: 'salesforce',
      kind: 'rate-limit',
      times: 1,
      pathIncludes: '/composite',
    })
    await expect(everyone(system)).rejects.toMatchObject({ kind: 'rate-limited' })
  })
})
