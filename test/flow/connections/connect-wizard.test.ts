import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formsOf, linkOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { openClientSecret, sealClientSecret } from '../../../src/operations/connections/vendor-app.ts'
import { saveClientSecret, usedRegistrations } from '../../../src/store/connections/registrations.ts'
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
  /** The first step, also after an app was registered. */
  const appPath = (system: System) => `${pathOf(system)}/app`
  /** What the page gives to copy into the app, the project files included. */
  const addressesOn = ({ html }: ConsolePage) => [
    ...[...html.matchAll(/data-copy="(http[^"]*)"/gu)].map(([, text]) => text),
    ...[...html.matchAll(/href="([^"]*project\.zip[^"]*)"/gu)].map(([, text]) => text),
  ]
  const addresses = async (system: System, browser = admin) => addressesOn(await browser.get(appPath(system)))
  const makeApp = async (system: System): Promise<VendorApp> => {
    const page = await admin.get(appPath(system))
    const scopes = /data-name="scopes" data-copy="([^"]*)"/u.exec(page.html)?.[1]?.split(' ') ?? []
    const [redirect = '', webhook = ''] = addressesOn(page)
    const body = {
      redirectUris: [redirect],
      scopes,
      ...(webhook.includes('/webhooks/') ? { webhookTargetUrl: webhook } : {}),
    }
    return (await stage.lawbase.control('POST', `/_sandbox/apps/${system}`, body)) as unknown as VendorApp
  }
  const register = async (system: System, app: VendorApp): Promise<ConsolePage> => {
    const page = await admin.get(appPath(system))
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
    const page = await admin.get(appPath(system))
    expect(addressesOn(page)).toEqual(first)
    expect(clientIdOn(page)).toBe(app.clientId)

    // Whoever comes back is at the second step, and is asked for nothing of the first.
    const resumed = await admin.get(pathOf(system))
    expect([clientIdOn(resumed), wordsOf(resumed.html)]).toEqual([
      undefined,
      expect.stringMatching(/Step 2 of 6.*Access was refused at .*Get a new link/u),
    ])
    expect(wordsOf((await admin.get('/connections')).html)).toContain(
      'is registered, and nobody has allowed its access yet',
    )

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
    const page = await admin.get(appPath(system))
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

  it.each(systems)('try a secret of an app in use before it takes the old one’s place, for %s', async (system) => {
    const { app } = stage.lawbase
    const used = async () => {
      const [one] = (await usedRegistrations(app.pool)).filter(({ connector }) => connector === system)
      return one === undefined ? null : { id: one.id, secret: openClientSecret(app, one), typed: one.typedSecret }
    }
    const before = await used()
    const clientId = clientIdOn(await admin.get(appPath(system))) ?? ''
    const wrong = await register(system, { clientId, clientSecret: `${before?.secret}x` })
    expect(await used()).toEqual({ ...before, typed: expect.any(String) as string })
    await expect(answer(wrong, 'allow')).rejects.toThrow(/422: .*typed again. It is forgotten; the one in use stays/u)
    expect(await used()).toEqual(before)

    // The vendor gave the app another secret: the one in use is taken no more.
    const right = before?.secret ?? ''
    await saveClientSecret(app.pool, before?.id ?? '', sealClientSecret(app, before?.id ?? '', 'the one before'))
    await answer(await register(system, { clientId, clientSecret: right }), 'allow')
    expect(await used()).toEqual(before)
    const { rows } = await app.pool.query<{ details: { again: boolean; isSecretNew?: boolean } }>(
      `select details from audit_events where act = 'connect' order by id desc limit 1`,
    )
    expect(rows[0]?.details).toMatchObject({ again: true, isSecretNew: true })
  })

  it('says to both that a link was opened by somebody else, who spends it', async () => {
    const colleague = await stage.as(stage.lawbase.admin.email)
    await admin.submit(await admin.get(appPath('salesforce')), `${pathOf('salesforce')}/addresses`)
    const consent = await register('salesforce', await makeApp('salesforce'))
    const vendor = await colleague.get(linkOf(consent.html, 'data-consent') ?? '')
    await expect(colleague.submit(vendor, new URL(vendor.url).pathname, { decision: 'allow' })).rejects.toThrow(
      /422: .*Someone else asked for this link.*whoever asked must get a new one/u,
    )
    expect(wordsOf((await admin.get(`${pathOf('salesforce')}/consent`)).html)).toMatch(
      /Opened by another login.*The link is spent\. Get a new one/u,
    )
  })

  it('keeps the secret of the same app where none is typed, and sends it to no other host', async () => {
    await admin.submit(await admin.get(appPath('salesforce')), `${pathOf('salesforce')}/addresses`)
    const app = await makeApp('salesforce')
    await register('salesforce', app)
    const again = (loginHost: string) =>
      admin
        .get(appPath('salesforce'))
        .then((page) =>
          admin.submit(page, pathOf('salesforce'), { clientId: app.clientId, clientSecret: '', loginHost }),
        )
    const { salesforceLogin } = stage.lawbase.sandbox.urls
    const elsewhere = salesforceLogin.replace(/localhost|127\.0\.0\.1/u, (host) =>
      host === 'localhost' ? '127.0.0.1' : 'localhost',
    )
    await expect(again(elsewhere)).rejects.toThrow(/422: .*It would be sent to another address: type it again/u)
    const connected = await answer(await again(salesforceLogin), 'allow')
    expect(connected.url).toMatch(/\/connections\/[0-9a-f-]{36}$/u)
    await admin.submit(await admin.get(appPath('hubspot')), `${pathOf('hubspot')}/addresses`)
    const first = await admin.get(appPath('hubspot'))
    await expect(admin.submit(first, pathOf('hubspot'), { clientId: 'an-app', clientSecret: '' })).rejects.toThrow(
      /422: .*Copy Client secret from the app/u,
    )
  })

  it('says in both languages that they stay, and asks nobody but an admin', async () => {
    const words = wordsOf((await admin.get(pathOf('hubspot'))).html)
    expect(words).toContain('The addresses stay the same until you ask for new ones')
    await stage.lawbase.app.pool.query(`update users set language = 'fr' where id = $1`, [stage.lawbase.admin.id])
    const french = wordsOf((await admin.get(pathOf('hubspot'))).html)
    expect(french).toContain('Les adresses restent les mêmes')
    // Why a login host is refused, too: the sentence of the field speaks of another fault.
    const page = await admin.get(appPath('salesforce'))
    await expect(
      admin.submit(page, pathOf('salesforce'), {
        clientId: 'an-app',
        clientSecret: 'a-secret',
        loginHost: 'https://10.0.0.1',
      }),
    ).rejects.toThrow(/422: .*Cette adresse est dans votre réseau. Autorisez d’abord/u)
    const dpo = await stage.as(stage.lawbase.dpo.email)
    expect((await dpo.get(pathOf('hubspot'))).status).toBe(403)
  })
})
