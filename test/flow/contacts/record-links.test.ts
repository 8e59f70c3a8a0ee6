import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConnection } from '../../../src/operations/connections/connect-system.ts'
import { search } from '../../../src/operations/search/search.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { holderOf } from './address-steps.ts'

describe('links from a contact to its records', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ contacts: 60, broker: false })
  })
  afterAll(() => scene.close())

  const linksOf = async (id: string) =>
    [
      ...(await (await consoleOf(scene, scene.admin)).html(`/contacts/${id}`)).matchAll(
        /href="([^"]+)"[^>]*>Open in (\w+)/gu,
      ),
    ].map(([, href = '', label]) => ({ href, label }))

  it('lead to the pages of the person in each system, and from there back', async () => {
    const { email } = scene.somebody((one) => one.where === 'both')
    const id = (await holderOf(scene, email)) ?? ''
    for (const connection of [scene.hubspotId, scene.salesforceId]) await checkConnection(scene.app, connection)
    const links = await linksOf(id)
    expect(links.map(({ label }) => label)).toEqual(['HubSpot', 'Salesforce'])
    for (const { href } of links) {
      const page = await fetch(href)
      expect([page.status, (await page.text()).toLowerCase().includes(email.toLowerCase())]).toEqual([200, true])
      expect(await search(scene.app, scene.admin, href)).toMatchObject({ kind: 'contact', id })
    }
  })

  it('are not there for a record that is gone, nor where no address is known', async () => {
    const { email, salesforceIds } = scene.somebody((one) => one.where === 'both' && one.salesforceIds.length === 1)
    const id = (await holderOf(scene, email)) ?? ''
    await scene.act('salesforce', 'delete', { id: salesforceIds[0] })
    await scene.read()
    expect((await linksOf(id)).map(({ label }) => label)).toEqual(['HubSpot'])
    await scene.app.pool.query(`update connections set check_report = check_report - 'recordLink'`)
    expect(await linksOf(id)).toEqual([])
  })
})
