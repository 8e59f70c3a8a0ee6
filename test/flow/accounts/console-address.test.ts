import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { movedApps, noteAppMoved } from '../../../src/operations/connections/moved-apps.ts'
import { redirectUriOf } from '../../../src/operations/connections/register-app.ts'
import { inviteUser } from '../../../src/operations/accounts/invitations.ts'
import { usedRegistrations } from '../../../src/store/connections/registrations.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'

const named = 'https://lawbase.exemple.example.test'

describe('a console that is given an address of its own', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await openScene({ contacts: 60 })
    await scene.run()
    await scene.settle()
    scene.app.consoleUrl = named
  })
  afterAll(() => scene.close())

  /** Our link on the records of a person in both CRMs, as it is read there. */
  const linksOf = async () => {
    const { rows } = await scene.app.pool.query<{ address: string; records: number }>(
      `select regexp_replace(tags ->> 'evidence_url', '/contacts/.*$', '') as address, count(*)::int as records from remote_records where tags ? 'evidence_url' group by 1`,
    )
    return rows
  }
  const appAt = async (connector: string) => {
    const found = (await usedRegistrations(scene.app.pool)).find((one) => one.connector === connector)
    if (found === undefined) throw new Error('no such app')
    return found
  }

  it('makes invitations that lead there', async () => {
    const invited = { email: 'dpo2@exemple.example.test', name: 'Second', role: 'dpo', language: 'en' } as const
    expect(await inviteUser(scene.app, scene.admin, invited)).toMatch(new RegExp(`^${named}/invite/`, 'u'))
  })

  it('names each vendor app that does not know the address, and shows the one to add', async () => {
    const [hubspot, salesforce] = [await appAt('hubspot'), await appAt('salesforce')]
    const expected = [
      [hubspot, 'HubSpot'],
      [salesforce, 'Salesforce'],
    ] as const
    expect(await movedApps(scene.app)).toEqual(
      expected.map(([{ id, appKey }, label]) => ({
        id,
        label,
        known: `http://localhost:4100/oauth/callback/${appKey}`,
        wanted: `${named}/oauth/callback/${appKey}`,
      })),
    )
    const page = await consoleOf(scene, scene.admin)
    try {
      expect(await page.html('/connections')).toContain(redirectUriOf(scene.app, hubspot.appKey))
      expect(await page.get('/')).toContain('The console has another address: 2 apps at your vendors must know it')
    } finally {
      await page.close()
    }
  })

  it('sends a consent back to the new address: refused while the vendor does not know it, noted once it worked', async () => {
    const { id, appKey, clientId } = await appAt('hubspot')
    await expect(scene.allowAgain(scene.hubspotId)).rejects.toThrow()
    expect((await movedApps(scene.app)).map(({ label }) => label)).toEqual(['HubSpot', 'Salesforce'])
    await scene.control('POST', '/_sandbox/apps/hubspot', {
      clientId,
      redirectUris: [redirectUriOf(scene.app, appKey)],
    })
    await scene.allowAgain(scene.hubspotId)
    expect((await appAt('hubspot')).redirectUri).toBe(`${named}/oauth/callback/${appKey}`)
    expect((await movedApps(scene.app)).map((one) => one.id === id)).toEqual([false])
  })

  it('believes an admin who says that the address was added, and keeps who said it', async () => {
    const { id } = await appAt('salesforce')
    expect(await noteAppMoved(scene.app, scene.admin, id)).toBe(true)
    expect(await movedApps(scene.app)).toEqual([])
    expect((await scene.audit()).filter(({ act }) => act === 'setting').at(-1)).toMatchObject({
      actor: scene.admin.email,
      details: { redirectAddress: named, of: 'salesforce' },
    })
  })

  it('rewrites the links that CRMs hold at the next run', async () => {
    expect((await linksOf()).map(({ address }) => address)).toEqual(['http://localhost:4100'])
    await scene.run()
    expect((await linksOf()).map(({ address }) => address)).toEqual([named])
  })
})
