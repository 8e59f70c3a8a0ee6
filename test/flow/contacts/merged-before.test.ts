import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { type SeedPerson } from '../../support/seed-people.ts'

/**
 * Master values win in a merge, so the flag of who is merged away stays with them in the bin
 * (docs/reference/salesforce.md#merge-flags).
 */
describe('an opt-out that a merge in Salesforce left behind', () => {
  let scene: Scene
  let pairs: { master: SeedPerson; loser: SeedPerson }[] = []
  beforeAll(async () => {
    scene = await openScene({
      broker: false,
      beforeConnect: async (control) => {
        const act = (act: string, more: object) =>
          control('POST', '/_sandbox/act', { system: 'salesforce', act, ...more })
        const people = ((await control('GET', '/_sandbox/seed')) as unknown as SeedPerson[]).filter(
          (one) =>
            one.where === 'both' &&
            one.optOut === 'none' &&
            one.life === 'recent' &&
            !one.role &&
            !one.swapped &&
            !one.alsoLead &&
            one.duplicate === 'none' &&
            one.otherLast === null &&
            one.salesforceIds[0]?.startsWith('003') === true,
        )
        pairs = [0, 2, 4].flatMap((at) => {
          const [master, loser] = people.slice(at, at + 2)
          return master === undefined || loser === undefined ? [] : [{ master, loser }]
        })
        for (const [place, { loser }] of pairs.entries())
          await act('update', {
            id: loser.salesforceIds[0],
            fields: place === 1 ? { DoNotCall: true } : { HasOptedOutOfEmail: true },
          })
        for (const { master, loser } of pairs)
          await act('merge', { primaryId: master.salesforceIds[0], mergeId: loser.salesforceIds[0] })
        // A chain: the master of the third merge is merged away itself.
        const [first, , third] = pairs
        await act('merge', { primaryId: first?.master.salesforceIds[0], mergeId: third?.master.salesforceIds[0] })
      },
    })
  })
  afterAll(() => scene.close())

  const row = (person: SeedPerson | undefined) => scene.salesforceRow(person?.salesforceIds[0] ?? '')
  const channelsOf = async (person: SeedPerson | undefined) =>
    (
      await scene.app.pool.query<{ channel: string }>(
        'select channel from suppressions where identity_hash = $1 order by channel',
        [scene.app.keys.hashEmail(person?.email ?? '')],
      )
    ).rows.map(({ channel }) => channel)

  it('blocks the master, and the person under both addresses everywhere', async () => {
    const [first, second, third] = pairs
    await until(
      'the masters are blocked',
      async () =>
        (await row(first?.master))['HasOptedOutOfEmail'] === true && (await row(second?.master))['DoNotCall'] === true,
    )
    for (const person of [first?.master, first?.loser, third?.loser]) {
      await until('HubSpot blocks the address', () => scene.optedOut(person?.email ?? ''))
      expect(await channelsOf(person)).toContain('email')
    }
    expect(await channelsOf(second?.master)).toEqual(['phone', 'robocall', 'sms'])
    expect(await scene.optedOut(second?.master.email ?? '')).toBe(false)
  })

  it('is one objection however often the bin is read', async () => {
    const count = async () => (await scene.app.pool.query('select count(*)::int as n from objections')).rows
    const before = await count()
    await scene.run()
    await scene.poll()
    expect(await count()).toEqual(before)
    expect((await scene.check()).violations).toEqual([])
  })
})

/**
 * Only the record's own fields are the master's after a merge; the Individual of who was merged away stays with the
 * loser (docs/reference/salesforce.md#individual-merge).
 */
describe('an opt-out of the Individual that a merge in Salesforce left behind', () => {
  let scene: Scene
  let [master, loser] = [] as SeedPerson[]
  beforeAll(async () => {
    scene = await openScene({
      broker: false,
      beforeConnect: async (control) => {
        await control('POST', '/_sandbox/switches', { salesforce: { dataProtection: true } })
        const act = (act: string, more: object) =>
          control('POST', '/_sandbox/act', { system: 'salesforce', act, ...more })
        const { contacts } = (await control('GET', '/_sandbox/state?system=salesforce'))['salesforce'] as {
          contacts: Record<string, unknown>[]
        }
        const individualOf = (person: SeedPerson | undefined) =>
          contacts.find((row) => row['Id'] === person?.salesforceIds[0])?.['IndividualId'] ?? null
        const people = ((await control('GET', '/_sandbox/seed')) as unknown as SeedPerson[]).filter(
          (one) =>
            one.where === 'both' &&
            one.optOut === 'none' &&
            one.life === 'recent' &&
            !one.role &&
            !one.swapped &&
            !one.alsoLead &&
            one.duplicate === 'none' &&
            one.otherLast === null &&
            individualOf(one) !== null,
        )
        ;[master, loser] = people
        await act('update', { id: individualOf(loser), fields: { HasOptedOutSolicit: true } })
        await act('merge', { primaryId: master?.salesforceIds[0], mergeId: loser?.salesforceIds[0] })
      },
    })
  })
  afterAll(() => scene.close())

  it('blocks the master, and the person under both addresses', async () => {
    await until(
      'the master is blocked',
      async () => (await scene.salesforceRow(master?.salesforceIds[0] ?? ''))['HasOptedOutOfEmail'] === true,
    )
    for (const person of [master, loser])
      await until('HubSpot blocks the address', () => scene.optedOut(person?.email ?? ''))
    await scene.settle()
    expect((await scene.check()).violations).toEqual([])
  })
})
