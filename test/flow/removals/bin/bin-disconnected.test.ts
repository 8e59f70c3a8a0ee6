import { afterAll, beforeAll, expect, it } from 'vitest'
import { binText, editionOf, headlineOf } from '../../../../src/http/documents/certificate-lines.ts'
import { disconnect } from '../../../../src/operations/propagation/rights.ts'
import { issueCertificate } from '../../../../src/operations/removals/issue-certificate.ts'
import { sweep } from '../../../../src/operations/runs/sweep.ts'
import type { RemovalPlan } from '../../../../src/store/removals/removals.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import { until } from '../../../support/until.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removal-steps.ts'

/** A certificate says what cannot be read, and is completed once it can (docs/reference/promises.md#removal-9). */
let scene: Scene
let plan: RemovalPlan
beforeAll(async () => {
  scene = await openScene({ contacts: 120, broker: false })
  await scene.run()
  plan = await approveAndHold(scene)
  await endRestoreWindow(scene)
  await planIs(scene, plan.id, 'done')
})
afterAll(() => scene.close())

const certificate = async () => (await issueCertificate(scene.app, plan.id, scene.dpo.email)).certificate
const dueAt = async () =>
  (
    await scene.app.pool.query<{ at: Date | null }>('select bin_due_at as at from removal_plans where id = $1', [
      plan.id,
    ])
  ).rows[0]?.at
const readAgain = (connector: string) =>
  until(`the bin of ${connector} was read after its last day`, async () => {
    await sweep(scene.app)
    const { rowCount } = await scene.app.pool.query(
      `select 1 from removal_records rr join connections k on k.id = rr.connection_id where rr.plan_id = $1 and k.connector = $2 and rr.bin_shows is null`,
      [plan.id, connector],
    )
    return rowCount === 0
  })
const day = (instant: string) => instant.slice(0, 10)

it('says which system cannot be read, since when, and that absence there is not confirmed', async () => {
  await scene.advance(dayMs)
  await disconnect(scene.app, scene.salesforceId, scene.admin)
  const { rows } = await scene.app.pool.query<{ at: Date }>(
    'select disconnected_at as at from connections where id = $1',
    [scene.salesforceId],
  )
  const since = rows[0]?.at ?? new Date(0)
  await scene.advance(120 * dayMs)
  await readAgain('hubspot')
  const signed = await certificate()
  expect(signed.edition).toBe(1)
  const system = signed.systems.find(({ name }) => name === 'Salesforce')
  expect(system).toMatchObject({ disconnectedAt: since.toISOString() })
  expect(signed.people).toMatchObject({ inBin: 0, back: 0 })
  expect((signed.people?.unconfirmed ?? 0) + (signed.people?.gone ?? 0)).toBe(plan.held)
  expect(signed.people?.unconfirmed).toBeGreaterThan(0)
  expect(editionOf(signed, 'en')).toContain('Salesforce is disconnected')
  expect(editionOf(signed, 'fr')?.replaceAll('\u00a0', ' ')).toContain('Système déconnecté : Salesforce')
  expect(headlineOf(signed, 'en')).toContain('in a recycle bin when last read, which cannot be read since')
  if (system === undefined) throw new Error('no system')
  const last = system.inBinUntil?.slice(0, 10)
  expect(binText(system, signed.issuedAt, { language: 'en', day })).toBe(
    `${system.inBin} in its recycle bin when last read, whose last day was ${last}; disconnected since ${day(since.toISOString())}: absence there is not confirmed`,
  )
  // Nothing waits for what nobody can read.
  expect(await dueAt()).toBeNull()
})

it('reads it and completes the certificate once the system is connected again, under a Connection of its own', async () => {
  const again = await scene.connectSalesforce()
  expect(again).not.toBe(scene.salesforceId)
  await readAgain('salesforce')
  const signed = await certificate()
  expect(signed).toMatchObject({ edition: 2, people: { gone: plan.held, inBin: 0, anonymised: 0, back: 0 } })
  expect(signed.people?.unconfirmed).toBeUndefined()
  const system = signed.systems.find(({ name }) => name === 'Salesforce')
  expect([system?.disconnectedAt, system?.inBin, (system?.afterBin?.absent ?? 0) > 0]).toEqual([undefined, 0, true])
  const acts = (await scene.audit()).filter((line) => line.details['binEnded'] === true)
  expect(acts).toHaveLength(2)
})
