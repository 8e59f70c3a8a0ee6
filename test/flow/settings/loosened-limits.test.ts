import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formsOf, textOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { grant, revoke } from '../../../src/operations/propagation/rights.ts'
import { sweep } from '../../../src/operations/runs/sweep.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { goodPassword, openConsole, type Browser, type Console, type ConsolePage } from '../../support/console.ts'

const dayMs = 86_400_000

describe('a removal limit that is loosened once the right to remove was granted', () => {
  let stage: Console
  let admin: Browser
  let dpo: Browser
  let connectionId: string
  beforeAll(async () => {
    stage = await openConsole({
      contacts: 20,
      settings: { maxRemovalShare: 0.05, assumedStarts: false, otherTools: ['Brevo'] },
    })
    connectionId = await stage.lawbase.connectHubspot()
    ;[admin, dpo] = [await stage.as(stage.lawbase.admin.email), await stage.as(stage.lawbase.dpo.email)]
  })
  afterAll(() => stage.close())

  const settings = async () => (await loadSettings(stage.lawbase.app.pool)).settings
  const save = async (by: Browser, values: Readonly<Record<string, string>>): Promise<ConsolePage> =>
    by.submit(await by.get('/settings/retention'), '/settings/retention', values)
  const actions = (page: ConsolePage) =>
    formsOf(page.html)
      .map(({ action }: { action: string }) => action)
      .filter((action: string) => action.includes('/proposals/'))
      .map((action: string) => action.split('/').at(-1))
  const press = async (by: Browser, act: string, values = {}) => by.submit(await by.get('/settings'), `/${act}`, values)
  const acts = async () =>
    (
      await stage.lawbase.app.pool.query<{ actor: string; state: string }>(
        `select actor, details ->> 'proposal' as state from audit_events where act = 'setting' and details ? 'proposal' order by id`,
      )
    ).rows

  it('is saved at once before any such right, and proposed after it', async () => {
    await save(admin, { maxRemovalSharePercent: '10' })
    expect((await settings()).maxRemovalShare).toBe(0.1)
    await grant(stage.lawbase.app, connectionId, 'remove', stage.lawbase.admin)
    const page = await save(admin, {
      maxRemovalSharePercent: '100',
      inactivityMonths: '12',
      maxRemovalPeople: '1000000',
      secondApprovalAbove: '9000',
      restoreDays: '1',
      assumedStarts: 'on',
      eraseSilent: 'on',
      'related-files': 'delete',
    })
    expect(wordsOf(page.html)).toContain('until another admin or DPO confirms them')
    expect(await settings()).toMatchObject({
      maxRemovalShare: 0.1,
      inactivityMonths: 36,
      maxRemovalPeople: 10_000,
      secondApprovalAbove: 500,
      restoreDays: 14,
      assumedStarts: false,
      eraseSilent: false,
      related: { files: 'keep' },
    })
    expect(actions(page)).toEqual(['withdraw'])
    expect(wordsOf((await dpo.get('/')).html)).toContain(`${stage.lawbase.admin.email} proposes to loosen`)
  })

  it('stays proposed when the right is taken back and given again', async () => {
    await revoke(stage.lawbase.app, connectionId, 'remove', stage.lawbase.admin)
    await save(admin, { maxRemovalSharePercent: '90' })
    expect((await settings()).maxRemovalShare).toBe(0.1)
    await grant(stage.lawbase.app, connectionId, 'remove', stage.lawbase.admin)
  })

  it('is confirmed by somebody else, and not by an account of the same hand', async () => {
    const link =
      textOf(
        (
          await admin.submit(await admin.get('/users'), '/users', {
            email: 'ghost@exemple.example.test',
            name: 'Ghost',
            role: 'dpo',
            language: 'en',
          })
        ).html,
        'data-invite',
      ) ?? ''
    const ghost = stage.visitor()
    await ghost.submit(await ghost.get(link), new URL(link).pathname, { password: goodPassword })
    await stage.lawbase.advance(2 * dayMs)
    const asAdmin = await admin.get('/settings')
    const asDpo = await dpo.get('/settings')
    expect([actions(asAdmin), actions(await ghost.get('/settings')), actions(asDpo)]).toEqual([
      ['withdraw'],
      ['refuse'],
      ['confirm', 'refuse'],
    ])
    const action =
      formsOf(asDpo.html)
        .map((form: { action: string }) => form.action)
        .find((one: string) => one.endsWith('/confirm')) ?? ''
    for (const by of [admin, ghost]) {
      const page = await by.get('/settings')
      const forged = {
        ...page,
        html: page.html.replace(
          '</main>',
          `<form method="post" action="${action}"><input type="hidden" name="_csrf" value="${/name="_csrf" value="([^"]+)"/u.exec(page.html)?.[1] ?? ''}"></form></main>`,
        ),
      }
      await expect(by.submit(forged, '/confirm')).rejects.toThrow('answered 422')
    }
    expect((await settings()).maxRemovalShare).toBe(0.1)
    await dpo.submit(asDpo, '/confirm')
    expect((await settings()).maxRemovalShare).toBe(0.9)
    const page = await dpo.get('/settings')
    expect(actions(page)).toEqual([])
    expect(wordsOf(page.html)).toContain(`${stage.lawbase.admin.email}, confirmed by ${stage.lawbase.dpo.email}`)
  })

  it('is tightened at once, also beside what is loosened in the same form, and what was proposed of it falls', async () => {
    await save(dpo, { maxRemovalSharePercent: '95', restoreDays: '20' })
    expect(await settings()).toMatchObject({ maxRemovalShare: 0.9, restoreDays: 20 })
    await save(admin, { maxRemovalSharePercent: '3' })
    expect((await settings()).maxRemovalShare).toBe(0.03)
    expect(actions(await admin.get('/settings'))).toEqual([])
    expect((await acts()).at(-1)).toEqual({ actor: stage.lawbase.admin.email, state: 'superseded' })
  })

  it('can be refused with a reason, withdrawn, and ends after a week', async () => {
    await save(dpo, { maxRemovalPeople: '20000' })
    await press(admin, 'refuse', { reason: 'The fair is next month' })
    await save(admin, { maxRemovalPeople: '20000' })
    await press(admin, 'withdraw')
    await save(admin, { maxRemovalPeople: '20000' })
    await stage.lawbase.advance(7 * dayMs + 60_000)
    expect(actions(await dpo.get('/settings'))).toEqual([])
    await sweep(stage.lawbase.app)
    expect((await settings()).maxRemovalPeople).toBe(10_000)
    expect((await acts()).slice(-6).map(({ state }) => state)).toEqual([
      'waiting',
      'refused',
      'waiting',
      'withdrawn',
      'waiting',
      'expired',
    ])
  })

  it('is also a tool less, a shorter term of its own and a field that ends a relationship', async () => {
    await admin.submit(await admin.get('/settings/tools'), '/settings/other-tools', { answer: 'none', tools: '' })
    expect((await settings()).otherTools).toEqual(['Brevo'])
    await press(dpo, 'confirm')
    expect((await settings()).otherTools).toEqual([])
    await admin.submit(await admin.get('/settings/tools'), '/settings/other-tools', {
      answer: 'list',
      tools: 'Lemlist',
    })
    expect((await settings()).otherTools).toEqual(['Lemlist'])
    const machine = await admin.get('/removals/time-machine?country=FR&months=12')
    await admin.submit(
      { ...machine, html: machine.html.replace(/<form method="get"[\s\S]*?<\/form>/u, '') },
      '/removals/time-machine',
      { from: '2026-12-01', reason: '' },
    )
    expect((await settings()).retentionRules).toEqual([])
    await press(dpo, 'confirm')
    expect((await settings()).retentionRules).toMatchObject([{ country: 'FR', months: 12 }])
    await admin.submit(await admin.get('/settings/former'), '/settings/former', {
      'property-hubspot': 'lifecyclestage',
      'values-hubspot': 'other',
    })
    expect((await settings()).formerCustomers).toEqual({})
    // Who proposed it has no access any more: it falls with them.
    const [id] = (
      await stage.lawbase.app.pool.query<{ id: string }>(
        `select id from users where email = 'ghost@exemple.example.test'`,
      )
    ).rows
    await press(admin, 'withdraw')
    const ghost = await stage.as('ghost@exemple.example.test')
    await save(ghost, { restoreDays: '2' })
    expect(actions(await dpo.get('/settings'))).toEqual(['confirm', 'refuse'])
    await admin.submit(await admin.get(`/users/${id?.id ?? ''}`), '/disable')
    expect(actions(await dpo.get('/settings'))).toEqual([])
  })
})
