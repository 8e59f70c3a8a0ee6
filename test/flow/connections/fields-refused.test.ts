import { afterAll, beforeAll, expect, it } from 'vitest'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'

/** Systems that let our user make no fields: opt-outs need none. */
let scene: Scene
let console: Awaited<ReturnType<typeof consoleOf>>
beforeAll(async () => {
  scene = await openScene({
    contacts: 40,
    broker: false,
    granted: false,
    beforeConnect: async (control) => {
      await control('POST', '/_sandbox/switches', { salesforce: { customizeApplication: false } })
      const refused = { system: 'hubspot', kind: 'server-error', status: 403, pathIncludes: '/groups', times: null }
      await control('POST', '/_sandbox/faults', refused)
    },
  })
  console = await consoleOf(scene, scene.admin)
})
afterAll(async () => {
  await console.close()
  await scene.close()
})

it('the right to apply opt-outs is granted all the same, and the page says what is missing', async () => {
  for (const id of [scene.hubspotId, scene.salesforceId]) {
    const path = `/connections/${id}`
    const page = await console.post(path, `${path}/grant`, { verb: 'suppress' })
    expect(page).toContain('ours could not be made')
    expect(page).not.toContain('nothing written')
    const connection = await findConnection(scene.app.pool, id)
    expect([connection?.state, connection?.granted, connection?.provisionedAt]).toEqual(['active', ['suppress'], null])
  }
  const person = scene.somebody(({ where, optOut }) => where === 'both' && optOut === 'none')
  const { id } = await scene.object(person.email, { channels: ['email'] })
  await scene.untilCarried(id, { hubspot: 'applied', salesforce: 'applied' })
})

it('tags and removals need our fields: their right is refused with the permission that is missing', async () => {
  for (const verb of ['tag', 'remove'] as const)
    await expect(grant(scene.app, scene.salesforceId, verb, scene.admin)).rejects.toMatchObject({
      kind: 'forbidden',
      details: { missing: 'Customize Application' },
    })
  expect((await findConnection(scene.app.pool, scene.salesforceId))?.granted).toEqual(['suppress'])
})

it('once they may be made, the next right makes them', async () => {
  await scene.control('POST', '/_sandbox/switches', { salesforce: { customizeApplication: true } })
  expect(await grant(scene.app, scene.salesforceId, 'tag', scene.admin)).toBe(null)
  expect((await findConnection(scene.app.pool, scene.salesforceId))?.provisionedAt).toBeInstanceOf(Date)
})
