import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweep } from '../../../../src/operations/runs/sweep.ts'
import { issueCertificate } from '../../../../src/operations/removals/issue-certificate.ts'
import { headlineOf, binText, editionOf, recordsText } from '../../../../src/http/documents/certificate-lines.ts'
import type { RemovalPlan } from '../../../../src/store/removals/removals.ts'
import type { Json } from '../../../support/lawbase.ts'
import { consoleOf } from '../../../support/console-pages.ts'
import { until } from '../../../support/until.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removal-steps.ts'

interface Row {
  id: number
  connector: string
  object: string
  remoteId: string
  contactId: string
  binnedAt: Date
}

/**
 * The silent lie in their systems' bins to the last day, and the certificate follows them there
 * (docs/reference/promises.md#removal-6, #removal-9).
 */
describe('a bin that ends', () => {
  let scene: Scene
  let plan: RemovalPlan
  let rows: Row[]
  beforeAll(async () => {
    scene = await openScene({ contacts: 120, broker: false })
    await scene.run()
    plan = await approveAndHold(scene)
    await endRestoreWindow(scene)
    await planIs(scene, plan.id, 'done')
    rows = (
      await scene.app.pool.query<Row>(
        `select rr.record_id::int as id, k.connector, r.object, r.remote_id as "remoteId", rr.contact_id as "contactId", rr.binned_at as "binnedAt"
         from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id where rr.plan_id = $1 order by rr.record_id`,
        [plan.id],
      )
    ).rows
  })
  afterAll(() => scene.close())

  const certificate = async () => (await issueCertificate(scene.app, plan.id, scene.dpo.email)).certificate
  const there = async (name: string) => (await certificate()).systems.find((system) => system.name === name)
  const of = (connector: string) => rows.filter((row) => row.connector === connector)
  const endOf = (connector: string, days: number) =>
    new Date(Math.max(...of(connector).map(({ binnedAt }) => binnedAt.getTime())) + days * dayMs)
  const readAgain = (connector: string) =>
    until(`the bin of ${connector} was read after its last day`, async () => {
      await sweep(scene.app)
      const { rowCount } = await scene.app.pool.query(
        `select 1 from removal_records rr join connections k on k.id = rr.connection_id where rr.plan_id = $1 and k.connector = $2 and rr.bin_shows is null`,
        [plan.id, connector],
      )
      return rowCount === 0
    })

  it('holds the silent until then, at Salesforce too, and the first version of the certificate says until when', async () => {
    for (const row of of('salesforce')) expect((await scene.salesforceRow(row.remoteId))['IsDeleted']).toBe(true)
    const emptied = (await scene.requests('salesforce', 0)).filter(
      ({ path, body }) => path.includes('/Soap/') && JSON.stringify(body ?? '').includes('emptyRecycleBin'),
    )
    expect(emptied).toEqual([])
    const signed = await certificate()
    expect(signed).toMatchObject({
      edition: 1,
      removed: plan.held,
      people: { gone: 0, inBin: plan.held, anonymised: 0, back: 0 },
    })
    expect(signed.systems.map(({ name, inBin, inBinUntil, erased }) => [name, inBin, inBinUntil, erased])).toEqual([
      ['HubSpot', of('hubspot').length, endOf('hubspot', 90).toISOString(), 0],
      ['Salesforce', of('salesforce').length, endOf('salesforce', 15).toISOString(), 0],
    ])
    expect(headlineOf(signed, 'en')).toBe(
      `Of ${plan.held} people planned: 0 gone for good, ${plan.held} in a recycle bin`,
    )
    expect(headlineOf(signed, 'fr').replaceAll('\u00a0', ' ')).toBe(
      `Sur ${plan.held} personnes planifiées : 0 définitivement supprimée, ${plan.held} dans une corbeille`,
    )
    expect(signed.systems[1]?.remains.en).toContain('recycle bin')
  })

  it('knows whom a user takes out of it: the removal is remembered, whatever the record says', async () => {
    const [taken] = of('salesforce')
    const email = String((await scene.salesforceRow(taken?.remoteId ?? ''))['Email']).toLowerCase()
    await scene.advance(2 * dayMs)
    await scene.act('salesforce', 'undelete', { id: taken?.remoteId })
    await scene.poll()
    await scene.run()
    const { rows: back } = await scene.app.pool.query<Json>(
      `select d.verdict, d.rule from remote_records r join decisions d on d.contact_id = r.contact_id join record_identities ri on ri.record_id = r.id where r.gone_at is null and ri.identity_hash = $1`,
      [scene.app.keys.hashEmail(email)],
    )
    expect(back.map(({ verdict }) => verdict)).toEqual([expect.stringMatching(/QUARANTINE|BLOCK/u)])
    // What was read since is told at once, and not first after the bin's last day.
    const signed = await certificate()
    expect(signed).toMatchObject({ edition: 1, people: { gone: 0, inBin: plan.held - 1, anonymised: 0, back: 1 } })
    const system = signed.systems.find(({ name }) => name === 'Salesforce')
    expect(system).toMatchObject({ inBin: of('salesforce').length - 1, back: 1 })
    const count = of('salesforce').length
    if (system !== undefined) expect(recordsText(system, 'en')).toBe(`${count - 1} of ${count} records verified absent`)
    const pages = await consoleOf(scene, scene.dpo)
    expect(await pages.get(`/removals/${plan.id}`)).not.toMatch(/nothing is deleted/iu)
    await pages.close()
  })

  it('is read again after its last day: absent, or there again, each with its day, and no bin is spoken of', async () => {
    const last = endOf('salesforce', 15)
    await scene.advance(last.getTime() - scene.app.clock.now().getTime() + 60_000)
    // Its rows show for about a day longer: nothing is claimed before they are gone.
    const early = await there('Salesforce')
    // Whether the sweep has read it again already or not: the one that was taken out counts once.
    expect([early?.inBin, (early?.back ?? 0) + (early?.afterBin?.back ?? 0)]).toEqual([of('salesforce').length - 1, 1])
    expect(early?.remains.en).not.toContain('stays in the recycle bin')
    await scene.advance(2 * dayMs)
    await readAgain('salesforce')
    const [count, signed] = [of('salesforce').length, await certificate()]
    const system = signed.systems.find(({ name }) => name === 'Salesforce')
    expect(system).toMatchObject({
      inBin: 0,
      inBinUntil: null,
      afterBin: { readAt: expect.any(String) as string, absent: count - 1, back: 1, inBin: 0 },
    })
    if (system === undefined) throw new Error('no system')
    expect(binText(system, signed.issuedAt, { language: 'en', day: () => 'that day' })).toBe(
      `verified on that day: ${count - 1} absent, 1 there again, taken out of the bin by someone`,
    )
    expect(system.remains.en).not.toContain('recycle bin')
    // HubSpot's bin holds its records longer: the certificate is not complete yet.
    expect(signed.edition).toBe(1)
  })

  it('completes the certificate with the last bin, and counts who was taken out of it on its last day', async () => {
    const [late] = of('hubspot').filter(({ contactId }) => contactId !== of('salesforce')[0]?.contactId)
    await scene.advance(endOf('hubspot', 89).getTime() - scene.app.clock.now().getTime())
    await scene.act('hubspot', 'restore', { id: late?.remoteId })
    // The vendor's search shows the record again a moment later.
    await until('the record is read again', async () => {
      await scene.poll()
      return (await certificate()).people?.back === 2
    })
    expect(await certificate()).toMatchObject({
      edition: 1,
      people: { gone: expect.any(Number) as number, anonymised: 0, back: 2 },
    })
    await scene.advance(endOf('hubspot', 90).getTime() - scene.app.clock.now().getTime() + dayMs)
    await readAgain('hubspot')
    const signed = await certificate()
    expect(signed).toMatchObject({
      edition: 2,
      people: { gone: plan.held - 2, inBin: 0, anonymised: 0, back: 2 },
    })
    expect(editionOf(signed, 'en')).toBe('Second version: absence was verified after the last day of each recycle bin.')
    expect(JSON.stringify(signed.systems.map(({ remains }) => remains))).not.toMatch(/recycle bin|corbeille/u)
    const acts = (await scene.audit()).filter((line) => line.details['binEnded'] === true)
    expect(acts.map(({ details }) => [details['absent'], details['back'], details['inBin']])).toEqual([
      [of('salesforce').length - 1, 1, 0],
      [of('hubspot').length - 1, 1, 0],
    ])
    const { rows: due } = await scene.app.pool.query<{ at: Date | null }>(
      'select bin_due_at as at from removal_plans where id = $1',
      [plan.id],
    )
    expect(due).toEqual([{ at: null }])
  })
})
