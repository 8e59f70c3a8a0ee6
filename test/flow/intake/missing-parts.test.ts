import { afterEach, describe, expect, it } from 'vitest'
import { lostOf } from '../../../src/operations/decisions/blind-clock.ts'
import { lookAtSight } from '../../../src/operations/decisions/look-at-sight.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/** What is read beside people: an account may lack it, and its owner may have closed it to our user. */
const beside = {
  hubspot: [
    '/pipelines',
    '/associations/',
    '/objects/2026-03/companies',
    '/communication-preferences/2026-03/definitions',
  ],
  salesforce: [
    '/sobjects/Account/describe',
    '/sobjects/Task/describe',
    ...['EmailMessageRelation', 'CampaignMember', 'EventRelation', 'OpportunityContactRole', 'Order'].map(
      (object) => `FROM%20${object}`,
    ),
  ],
} as const

/** Every call to one of these parts is refused in this way from now on. */
async function close(
  control: Scene['control'],
  parts: Partial<Record<keyof typeof beside, readonly string[]>>,
  status: number,
): Promise<void> {
  for (const [system, paths] of Object.entries(parts))
    for (const pathIncludes of paths)
      await control('POST', '/_sandbox/faults', { system, kind: 'server-error', status, pathIncludes, times: null })
}

let scene: Scene
afterEach(() => scene.close())

describe.each([403, 404, 501])('a system that answers %i for what is read beside people', (status) => {
  it('shows its people and their opt-outs all the same, and takes those of the other', async () => {
    scene = await openScene({
      contacts: 20,
      broker: false,
      beforeConnect: (control) => close(control, beside, status),
    })
    const { rows } = await scene.app.pool.query<{ state: string; failures: string[]; records: Record<string, number> }>(
      `select state, report -> 'failures' as failures, report -> 'records' as records from hygiene_runs`,
    )
    expect(rows).toEqual([
      {
        state: 'done',
        failures: [],
        records: { [scene.hubspotId]: 20, [scene.salesforceId]: expect.any(Number) as number },
      },
    ])
    const person = scene.somebody(({ where, optOut }) => where === 'both' && optOut === 'none')
    const { id } = await scene.object(person.email)
    await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
  })
})

it('people themselves are never passed over: the reading ends with why', async () => {
  scene = await openScene({
    contacts: 20,
    broker: false,
    granted: false,
    beforeConnect: (control) => close(control, { salesforce: ['/sobjects/Contact/describe'] }, 404),
  })
  const { rows } = await scene.app.pool.query<{ failure: string }>('select failure from hygiene_runs')
  expect(rows).toEqual([{ failure: 'Salesforce refused the call as wrong (404); report it to support.' }])
})

it('a question that Salesforce refuses from one day on is sight that is lost', async () => {
  scene = await openScene({ contacts: 20, broker: false })
  const look = async () => {
    await lookAtSight(scene.app, scene.salesforceId, new AbortController().signal)
    return (await lostOf(scene.app.pool)).get(scene.salesforceId)?.map(({ name }) => name) ?? []
  }
  expect(await look()).toEqual([])
  await close((...asked) => scene.control(...asked), { salesforce: ['FROM%20EmailMessageRelation'] }, 404)
  expect(await look()).toEqual(['EmailMessageRelation'])
})
