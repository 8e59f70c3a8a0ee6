import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formsOf, textOf, wordsOf } from '../../../scripts/demo/browser.mjs'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { sweep } from '../../../src/operations/runs/sweep.ts'
import { verbs } from '../../../src/store/connections/connections.ts'
import { listPlans, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { findUser } from '../../../src/store/accounts/users.ts'
import type { Role } from '../../../src/domain/accounts/roles.ts'
import { runHere } from '../../support/command-line.ts'
import { envOf, goodPassword, openConsole, type Browser, type Console } from '../../support/console.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { until } from '../../support/until.ts'

const dayMs = 86_400_000

describe('two pairs of eyes', () => {
  let stage: Console
  let mail: MailServer
  let admin: Browser
  let dpo: Browser
  beforeAll(async () => {
    mail = await startMailServer()
    stage = await openConsole({ contacts: 120, seed: 11, smtpUrl: mail.url, settings: { secondApprovalAbove: 3 } })
    const { lawbase } = stage
    const id = await lawbase.connectHubspot()
    for (const verb of verbs) await grant(lawbase.app, id, verb, lawbase.admin)
    await lawbase.run()
    ;[admin, dpo] = [await stage.as(lawbase.admin.email), await stage.as(lawbase.dpo.email)]
  })
  afterAll(async () => {
    await stage.close()
    await mail.close()
  })

  const invite = async (by: Browser, email: string, role: Role): Promise<string> => {
    const page = await by.submit(await by.get('/users'), '/users', {
      email,
      name: email.split('@')[0] ?? '',
      role,
      language: 'en',
    })
    return textOf(page.html, 'data-invite') ?? ''
  }
  const open = async (link: string): Promise<Browser> => {
    const browser = stage.visitor()
    await browser.submit(await browser.get(link), new URL(link).pathname, { password: goodPassword })
    return browser
  }
  /** Logins end after half a day of the real clock: they stay, however the business clock moves. */
  const days = (count: number) => stage.lawbase.advance(count * dayMs + 60_000)
  const idOf = async (email: string) => (await findUser(stage.lawbase.app.pool, { email }))?.id ?? ''
  /** A plan of the admin's own making. */
  const newPlan = async (): Promise<RemovalPlan> => {
    await stage.lawbase.run()
    const plan = (await listPlans(stage.lawbase.app.pool, 10)).find(
      (one) => one.state === 'planned' && one.planned > 0 && one.author === stage.lawbase.admin.email,
    )
    if (plan === undefined) throw new Error('no plan waits')
    return plan
  }
  const planOf = async (id: string) => (await listPlans(stage.lawbase.app.pool, 10)).find((one) => one.id === id)
  /** What the page says to whoever may not approve, after a try at the button that is not there. */
  const refused = async (browser: Browser, plan: RemovalPlan): Promise<string> => {
    const page = await browser.get(`/removals/${plan.id}`)
    expect(formsOf(page.html).filter(({ action }: { action: string }) => action.endsWith('/approve'))).toEqual([])
    const withForm = {
      ...page,
      html: page.html.replace(
        '</main>',
        `<form method="post" action="/removals/${plan.id}/approve"><input type="hidden" name="_csrf" value="${/name="_csrf" value="([^"]+)"/u.exec(page.html)?.[1] ?? ''}"><input type="hidden" name="digest" value="${plan.digest}"></form></main>`,
      ),
    }
    const answer = await browser.submit(withForm, '/approve').then(
      () => 'approved',
      (error: unknown) => String(error),
    )
    expect(answer).toContain('answered 422')
    return wordsOf(page.html)
  }
  const approve = async (browser: Browser, plan: RemovalPlan) =>
    browser.submit(await browser.get(`/removals/${plan.id}`), '/approve')
  const sameHand = 'are not independent'

  it('a second invitation gives the role it says, and the first link ends', async () => {
    const email = 'twice@exemple.example.test'
    const first = await invite(admin, email, 'admin')
    const second = await invite(admin, email, 'viewer')
    expect((await findUser(stage.lawbase.app.pool, { email }))?.role).toBe('viewer')
    expect((await stage.visitor().get(first)).status).toBe(410)
    const person = await open(second)
    expect((await person.get('/users')).status).toBe(403)
  })

  it('are not those of an account that the author of a plan invited, nor of one that this account invited', async () => {
    const ghost = await open(await invite(admin, 'ghost@exemple.example.test', 'admin'))
    const plan = await newPlan()
    expect(await refused(ghost, plan)).toContain('cannot approve anything in its first 24 hours')
    await days(1)
    expect(await refused(ghost, plan)).toContain(sameHand)
    // The command line asks the same.
    const words = ['purge', 'approve', plan.number, '--as', 'ghost@exemple.example.test', '--digest', plan.digest]
    expect(await runHere(words, envOf(stage))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('helped to set up your account') as string,
    })
    const child = await open(await invite(ghost, 'child@exemple.example.test', 'dpo'))
    await days(1)
    const later = await newPlan()
    expect(await refused(child, later)).toContain(sameHand)
    for (const [browser, of] of [
      [ghost, 'child'],
      [child, 'ghost'],
      [admin, 'ghost'],
    ] as const) {
      const page = await browser.get(`/users/${await idOf(`${of}@exemple.example.test`)}/confirm`)
      expect(wordsOf(page.html)).toMatch(/someone else must confirm it/u)
      expect(formsOf(page.html).filter(({ action }: { action: string }) => action.endsWith('/confirm'))).toEqual([])
    }
    expect((await planOf(later.id))?.firstApprovedBy).toBe(null)
  })

  it('do not become two by a plan that the invited account makes', async () => {
    const ghost = await stage.as('ghost@exemple.example.test')
    await stage.lawbase.app.pool.query(`update removal_plans set author = 'ghost@exemple.example.test' where id = $1`, [
      (await newPlan()).id,
    ])
    const plan = (await listPlans(stage.lawbase.app.pool, 1))[0] as RemovalPlan
    expect(await refused(admin, plan)).toContain(sameHand)
    expect(await refused(ghost, plan)).toContain('someone else must approve it')
    await approve(dpo, plan)
    expect((await planOf(plan.id))?.firstApprovedBy).toBe(stage.lawbase.dpo.id)
  })

  it('are not two where the first approver invited the second', async () => {
    await stage.lawbase.app.pool.query(`update removal_plans set author = 'nightly run' where id = $1`, [
      (await newPlan()).id,
    ])
    const plan = (await listPlans(stage.lawbase.app.pool, 1))[0] as RemovalPlan
    await approve(admin, plan)
    expect(await refused(await stage.as('ghost@exemple.example.test'), plan)).toContain(sameHand)
    expect((await planOf(plan.id))?.state).toBe('planned')
  })

  it('are told of to each admin and DPO, who sees the account until somebody confirms it', async () => {
    const id = await idOf('ghost@exemple.example.test')
    expect(wordsOf((await dpo.get('/')).html)).toContain('ghost@exemple.example.test may approve as')
    const working = await stage.lawbase.work()
    await until('the DPO got the mail', async () => {
      await sweep(stage.lawbase.app)
      return mail.received.some(
        (one) =>
          one.to === stage.lawbase.dpo.email &&
          one.subject === 'Lawbase: ghost@exemple.example.test can now approve' &&
          one.text.includes(`${stage.base}/users/${id}/confirm`),
      )
    })
    await working.stop()
    expect(
      mail.received.filter((one) => one.to === 'ghost@exemple.example.test' && one.subject.includes('ghost@')),
    ).toEqual([])
    const page = await dpo.get(`/users/${id}/confirm`)
    expect(wordsOf(page.html)).toContain(`Invited by ${stage.lawbase.admin.email}`)
    await dpo.submit(page, '/confirm')
    expect(wordsOf((await dpo.get('/')).html)).not.toContain('ghost@exemple.example.test may approve')
    const plan = await newPlan()
    const ghost = await stage.as('ghost@exemple.example.test')
    await approve(ghost, plan)
    expect((await planOf(plan.id))?.firstApprovedBy).toBe(id)
    // Whom the confirmed account invited is its own hand still, and no longer the admin's.
    expect(await refused(await stage.as('child@exemple.example.test'), plan)).toContain(sameHand)
    const { rows } = await stage.lawbase.app.pool.query<{ actor: string }>(
      `select actor from audit_events where act = 'user' and details ->> 'confirmed' = $1`,
      [id],
    )
    expect(rows).toEqual([{ actor: stage.lawbase.dpo.email }])
  })

  it('become two after seven days only where there is nobody else, counted from when the last one left', async () => {
    const pool = stage.lawbase.app.pool
    await open(await invite(admin, 'late@exemple.example.test', 'dpo'))
    await days(8)
    const late = await stage.as('late@exemple.example.test')
    expect(await refused(late, await newPlan())).toContain(sameHand)
    for (const email of ['ghost@exemple.example.test', stage.lawbase.dpo.email, 'child@exemple.example.test'])
      await admin.submit(await admin.get(`/users/${await idOf(email)}`), '/disable')
    expect(await refused(late, await newPlan())).toContain(sameHand)
    await days(6)
    expect(await refused(late, await newPlan())).toContain(sameHand)
    expect(wordsOf((await late.get('/')).html)).toContain('becomes independent on')
    await days(1)
    const plan = await newPlan()
    await approve(late, plan)
    expect((await planOf(plan.id))?.firstApprovedBy).toBe(await idOf('late@exemple.example.test'))
    expect(
      (
        await pool.query(
          `select 1 from audit_events where act = 'user' and actor = 'lawbase' and details ->> 'confirmed' = $1`,
          [await idOf('late@exemple.example.test')],
        )
      ).rowCount,
    ).toBe(1)
  })
})
