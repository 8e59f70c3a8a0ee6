import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formsOf, linkOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { openConsole, type Browser, type Console, type ConsolePage } from '../../support/console.ts'

interface VendorApp {
  clientId: string
  clientSecret: string
}

const systems = ['hubspot', 'salesforce'] as const
type System = (typeof systems)[number]

describe('the addresses of an app in the wizard', () => {
  let stage: Console
  let admin: Browser
  beforeAll(async () => {
    stage = await openConsole({ contacts: 20, seed: 11 })
    admin = await stage.as(stage.lawbase.admin.email)
  })
  afterAll(() => stage.close())

  const pathOf = (system: System) => `/connections/new/${system}`
  /** What the page gives to copy into the app, the project files included. */
  const addressesOn = ({ html }: ConsolePage) => [
    ...[...html.matchAll(/data-copy="(http[^"]*)"/gu)].map(([, text]) => text),
    ...[...html.matchAll(/href="([^"]*project\.zip[^"]*)"/gu)].map(([, text]) => text),
  ]
  const addresses = async (system: System, browser = admin) => addressesOn(await browser.get(pathOf(system)))
  const makeApp = async (system: System): Promise<VendorApp> => {
    const page = await admin.get(pathOf(system))
    const scopes = /data-copy="([^":]*)"/u.exec(page.html)?.[1]?.split(' ') ?? []
    const [redirect = '', webhook = ''] = addressesOn(page)
    const body = {
      redirectUris: [redirect],
      scopes,
      ...(webhook.includes('/webhooks/') ? { webhookTargetUrl: webhook } : {}),
    }
    return (await stage.lawbase.control('POST', `/_sandbox/apps/${system}`, body)) as unknown as VendorApp
  }
  const register = async (system: System, app: VendorApp): Promise<ConsolePage> => {
    const page = await admin.get(pathOf(system))
    return admin.submit(page, pathOf(system), { ...app, loginHost: stage.lawbase.sandbox.urls.salesforceLogin })
  }
  /** Goes to the vendor's page and answers there. */
  const answer = async (consent: ConsolePage, decision: 'allow' | 'refuse'): Promise<ConsolePage> => {
    const vendor = await admin.get(linkOf(consent.html, 'data-consent') ?? '')
    return admin.submit(vendor, new URL(vendor.url).pathname, { decision })
  }
  const clientIdOn = ({ html }: ConsolePage) =>
    formsOf(html)
      .flatMap(({ fields }) => fields)
      .find(([name]) => name === 'clientId')?.[1]
  const registrations = async (system: System) =>
    (
      await stage.lawbase.app.pool.query<{ clientId: string; connections: number }>(
        `select r.client_id as "clientId", (select count(*)::int from connections c where c.registration_id = r.id) as connections
       from app_registrations r where r.connector = $1 order by r.created_at`,
        [system],
      )
    ).rows

  it.each(systems)('are the same at each reload, for each admin, and after a start again, for %s', async (system) => {
    const first = await addresses(system)
    expect(first.length).toBe(system === 'hubspot' ? 3 : 2)
    expect(await addresses(system)).toEqual(first)
    expect(await addresses(system, await stage.as(stage.lawbase.admin.email))).toEqual(first)

    const app = await makeApp(system)
    await expect(answer(await register(system, app), 'refuse')).rejects.toThrow(
      /422: .*Nothing was connected.*Start again/u,
    )
    const page = await admin.get(pathOf(system))
    expect(addressesOn(page)).toEqual(first)
    expect(clientIdOn(page)).toBe(app.clientId)

    // A secret that was copied badly, then the right one: still the same app.
    const mistyped = await register(system, { ...app, clientSecret: `${app.clientSecret}x` })
    await expect(answer(mistyped, 'allow')).rejects.toThrow(/422: .*did not accept the exchange/u)
    expect(await addresses(system)).toEqual(first)
    const connected = await answer(await register(system, app), 'allow')
    expect(connected.url).toMatch(/\/connections\/[0-9a-f-]{36}$/u)
    expect(await registrations(system)).toEqual([{ clientId: app.clientId, connections: 1 }])
    expect(await addresses(system)).toEqual(first)
  })

  it.each(systems)('are new only when the admin asks for it, and another app needs them, for %s', async (system) => {
    const first = await addresses(system)
    const [before] = await registrations(system)
    const page = await admin.get(pathOf(system))
    const other = {
      clientId: 'another-app',
      clientSecret: 'another-secret',
      loginHost: stage.lawbase.sandbox.urls.salesforceLogin,
    }
    await expect(admin.submit(page, pathOf(system), other)).rejects.toThrow(
      /422: .*These addresses belong to the app of a connected account/u,
    )
    expect([await registrations(system), await addresses(system)]).toEqual([[before], first])

    const fresh = await admin.submit(page, `${pathOf(system)}/addresses`)
    expect([fresh.url.endsWith(`${pathOf(system)}#appKey`), clientIdOn(fresh)]).toEqual([true, ''])
    const second = addressesOn(fresh)
    expect(second.filter((address) => first.includes(address))).toEqual([])
    expect(await addresses(system)).toEqual(second)

    // The same account through the new app goes on as the same Connection.
    const app = await makeApp(system)
    const connected = await answer(await register(system, app), 'allow')
    expect(connected.url).toMatch(/\/connections\/[0-9a-f-]{36}$/u)
    expect(await registrations(system)).toEqual([
      { ...before, connections: 0 },
      { clientId: app.clientId, connections: 1 },
    ])
  })

  it('says in both languages that they stay, and asks nobody but an admin', async () => {
    const words = wordsOf((await admin.get(pathOf('hubspot'))).html)
    expect(words).toContain('The addresses stay the same until you ask for new ones')
    await stage.lawbase.app.pool.query(`update users set language = 'fr' where id = $1`, [stage.lawbase.admin.id])
    const french = wordsOf((await admin.get(pathOf('hubspot'))).html)
    expect(french).toContain('Les adresses restent les mêmes')
    const dpo = await stage.as(stage.lawbase.dpo.email)
    expect((await dpo.get(pathOf('hubspot'))).status).toBe(403)
  })
})
