import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grant } from '../../../src/operations/propagation/rights.ts'
import { signingFingerprint } from '../../../src/operations/app/sign.ts'
import type { Running } from '../../../src/serve.ts'
import type { User } from '../../../src/store/accounts/users.ts'
import { runHere } from '../../support/command-line.ts'
import { envOf } from '../../support/console.ts'
import { browserWanted, openStage, type Stage } from '../../support/stage.ts'
import { until } from '../../support/until.ts'
import { byKeyboard, byMouse, type Walker } from './walker.ts'

const search = 'Find a person, a number, a record'

describe.runIf(browserWanted).each([
  ['mouse', byMouse],
  ['keyboard', byKeyboard],
] as const)('by %s', (how, walk) => {
  let stage: Stage
  let working: Running
  let hubspot: string
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lawbase-tasks-'))
    stage = await openStage({ contacts: 60, settings: { erasureCoolingHours: 0 } })
    const { lawbase } = stage
    hubspot = await lawbase.connectHubspot()
    const salesforce = await lawbase.connectSalesforce()
    for (const id of [hubspot, salesforce])
      for (const verb of ['suppress', 'tag', 'remove'] as const) await grant(lawbase.app, id, verb, lawbase.admin)
    await lawbase.run()
    working = await lawbase.work()
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await working.stop()
    await stage.close()
  })

  const as = async (user: User): Promise<Walker> => {
    const page = await stage.as(user)
    await page.goto(stage.base)
    return walk(page)
  }
  /** In no plan, no customer, under a last name of their own. */
  const somebody = async () => {
    const { rows } = await stage.lawbase.app.pool.query<{ contactId: string; name: string; email: string }>(
      `select r.contact_id as "contactId", r.first_name || ' ' || r.last_name as name, min(i.value) as email
       from remote_records r join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash and not i.role
       where r.gone_at is null and not exists (select 1 from remote_records o where o.contact_id = r.contact_id and o.relation <> 'none')
         and not exists (select 1 from removal_items p where p.contact_id = r.contact_id)
         and not exists (select 1 from access_requests a where a.contact_id = r.contact_id)
         and (select count(distinct n.contact_id) from remote_records n where n.last_name = r.last_name) = 1
       group by 1, 2 having count(distinct r.connection_id) = 1 order by 2 limit 1`,
    )
    if (rows[0] === undefined) throw new Error('nobody is left')
    return rows[0]
  }

  it('a plan is approved, and one person of it restored', async () => {
    const walker = await as(stage.lawbase.dpo)
    const { page } = walker
    const plan = page.locator('#needs tr', { hasText: 'waiting for approval' }).first()
    await walker.press('link', /^Open plan/u, plan)
    await walker.see(/inactive|opted-out|source/u)
    if (how === 'keyboard') await walker.press('link', 'Go to the decision')
    await walker.press('button', /^Approve removal of \d+$/u)
    await page.locator('.pill', { hasText: 'Held until' }).first().waitFor()
    await walker.pick(
      'checkbox',
      /^Tick /u,
      page
        .locator('main tbody tr')
        .filter({ has: page.getByRole('checkbox') })
        .first(),
    )
    await walker.send('Bring back those ticked')
    await walker.see(/^Bring 1 person of/u)
    await walker.type('Reason', 'They called: the project goes on.')
    await walker.send('Bring 1 person back')
    await page.getByText('Back in every system').first().waitFor()
    const { rows } = await stage.lawbase.app.pool.query(
      `select count(*)::int as n from removal_items where state = 'restored'`,
    )
    expect([rows, walker.counts()]).toEqual([
      [{ n: 1 }],
      { mouse: { clicks: 6, texts: 1 }, keyboard: { keys: 35, texts: 1 } }[how],
    ])
  })

  it('a revoked access is repaired', async () => {
    const { lawbase } = stage
    await lawbase.control('POST', '/_sandbox/tokens', { system: 'hubspot', action: 'revoke' })
    await lawbase.advance(3_700_000)
    await until(
      'it is seen',
      async () =>
        (await lawbase.app.pool.query(`select 1 from connections where state = 'needs-reauthorisation'`)).rowCount ===
        1,
    )
    const walker = await as(lawbase.admin)
    const { page } = walker
    await walker.press('link', /^Reauthorise/u)
    await walker.see('HubSpot no longer accepts our access')
    await walker.press('button', 'Reauthorise')
    await walker.see('Consent at HubSpot')
    await walker.press('link', 'Go to HubSpot')
    await walker.see('HubSpot (bac à sable)')
    await walker.press('button', 'Autoriser')
    await walker.see(/^HubSpot(?:: every opt-out| answers again)/u)
    expect(page.url()).toContain(`/connections/${hubspot}`)
    expect(walker.counts()).toEqual({ mouse: { clicks: 4, texts: 0 }, keyboard: { keys: 17, texts: 0 } }[how])
  })

  it('a request for access and one for erasure are answered', async () => {
    const walker = await as(stage.lawbase.dpo)
    const { page } = walker
    const [asker] = [await somebody()]
    await walker.keysOr(['/'], () => Promise.resolve())
    await walker.type(search, asker.name, { enter: true })
    await page.waitForURL(`${stage.base}/contacts/${asker.contactId}`)
    await walker.press('link', 'Record an access request')
    await walker.see('Record an access request')
    await walker.choose('How did it reach you?', 'E-mail')
    await walker.choose('How was it checked that this person asked?', 'It came from an address or number we hold')
    await walker.send('Record it')
    await walker.see(/^[A-Z]+-\d{4}-/u)
    const [pack] = await Promise.all([page.waitForEvent('download'), walker.press('link', 'Access pack (PDF)')])
    expect(
      readFileSync(await pack.path())
        .subarray(0, 5)
        .toString('latin1'),
    ).toBe('%PDF-')
    await walker.press('button', 'I sent the answer')
    await page.locator('.pill', { hasText: 'Answered on' }).waitFor()

    const leaver = await somebody()
    await walker.keysOr(['/'], () => Promise.resolve())
    await walker.type(search, leaver.name, { enter: true })
    await page.waitForURL(`${stage.base}/contacts/${leaver.contactId}`)
    await walker.press('link', 'Erase on request')
    await walker.see('Decide on an erasure')
    await walker.press('button', 'Show the records and decide')
    await page.getByLabel('How did it reach you?').waitFor()
    await walker.choose('How did it reach you?', 'Post')
    await walker.choose('How was it checked that this person asked?', 'They were called back on a number we hold')
    await walker.send('Decide')
    await walker.see(/^[A-Z]+-\d{4}-/u)
    // The page goes on by itself.
    await page.getByText('Letter in English').waitFor()
    const [letter] = await Promise.all([page.waitForEvent('download'), walker.press('link', 'Letter in English')])
    expect(
      readFileSync(await letter.path())
        .subarray(0, 5)
        .toString('latin1'),
    ).toBe('%PDF-')
    await walker.press('button', 'I sent the answer')
    await page.getByText(/^Sent by/u).waitFor()
    expect(walker.counts()).toEqual({ mouse: { clicks: 19, texts: 2 }, keyboard: { keys: 95, texts: 2 } }[how])
  })

  it('an inspector is given the evidence about a person and about a period', async () => {
    const walker = await as(stage.lawbase.dpo)
    const { page } = walker
    const { email } = await somebody()
    const menu = page.locator('.bar nav')
    await walker.press('summary', 'Proof', menu)
    await walker.press('link', 'Audit log', menu)
    await walker.see(/sealed/iu)
    await walker.press('link', 'Evidence for an inspector')
    await walker.see('Evidence for an inspector')
    await walker.type('E-mail address', email)
    const [person] = await Promise.all([page.waitForEvent('download'), walker.send('Download the zip of the person')])
    await walker.type('First day', '01/11/2026')
    await walker.type('Last day', '30/11/2026')
    const [period] = await Promise.all([page.waitForEvent('download'), walker.send('Download the zip of the period')])
    const taken = walker.counts()
    // The page stays as it is, and gives the next file, too.
    await page.waitForFunction(() => document.querySelector('form[data-sent]') === null)
    const [again] = await Promise.all([page.waitForEvent('download'), walker.send('Download the zip of the period')])
    const fingerprint = await signingFingerprint(stage.lawbase.app)
    for (const [index, file] of [person, period, again].entries()) {
      const path = join(folder, `${index}-${file.suggestedFilename()}`)
      await file.saveAs(path)
      const { code, stdout } = await runHere(['verify', path, '--fingerprint', fingerprint], envOf(stage))
      expect([code, stdout]).toEqual([0, expect.stringContaining('Genuine')])
    }
    expect(taken).toEqual({ mouse: { clicks: 8, texts: 3 }, keyboard: { keys: 32, texts: 3 } }[how])
  })
})
