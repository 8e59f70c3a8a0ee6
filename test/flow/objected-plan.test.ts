import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approveRemoval } from '../../src/operations/approve-removal.ts'
import { channels } from '../../src/domain/channel.ts'
import { listPlans, type RemovalPlan } from '../../src/store/removals.ts'
import { until } from '../support/until.ts'
import { dayMs, endRestoreWindow, planIs } from './removal-steps.ts'
import { openScene, type Scene, type SeedPerson } from './scene.ts'

/** People who said no to everything leave the base thirty days after every system was read back (DESIGN Removal; art. 17(1)(c)). */
describe('contacts who said no to everything', () => {
  let scene: Scene
  let [all, lifted, mailOnly, customer] = [] as unknown as [string, string, string, string]
  const contactOf = async (email: string) => (await scene.app.pool.query<{ id: string }>('select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1', [scene.app.keys.hashEmail(email)])).rows[0]?.id ?? ''
  const people = async (plan: RemovalPlan | undefined, state: string) => (await scene.app.pool.query<{ id: string; reason: string | null }>('select contact_id as id, reason from removal_items where plan_id = $1 and state = $2', [plan?.id, state])).rows
  const planOf = async () => (await listPlans(scene.app.pool, 20)).find((plan) => plan.kind === 'objected')
  const decideNow = async () => {
    await scene.poll()
    await until('no run is going on', async () => (await scene.app.pool.query(`select 1 from hygiene_runs where state = 'running'`)).rowCount === 0)
    await scene.run()
  }
  const plain = (person: SeedPerson) => person.where === 'both' && person.optOut === 'none' && !person.role && person.otherLast === null && person.duplicate === 'none'
  beforeAll(async () => {
    scene = await openScene({ contacts: 250, broker: false })
    const sayNo = async (fits: (person: SeedPerson) => boolean, scope: readonly (typeof channels)[number][]) => {
      const person = scene.somebody(fits)
      const id = await contactOf(person.email)
      const objection = await scene.object(person.email, { channels: scope })
      await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'applied' })
      return id
    }
    const relation = new Map((await scene.app.pool.query<{ id: string; relation: string }>(`select contact_id as id, detail ->> 'relation' as relation from decisions`)).rows.map((row) => [row.id, row.relation]))
    const ids = new Map(await Promise.all(scene.people.map(async (person) => [person.email, await contactOf(person.email)] as const)))
    const isCustomer = (person: SeedPerson) => (relation.get(ids.get(person.email) ?? '') ?? 'none') !== 'none'
    all = await sayNo((person) => plain(person) && !isCustomer(person), channels)
    lifted = await sayNo((person) => plain(person) && !isCustomer(person), channels)
    mailOnly = await sayNo((person) => plain(person) && !isCustomer(person), ['email'])
    customer = await sayNo((person) => plain(person) && isCustomer(person), channels)
  })
  afterAll(() => scene.close())

  it('are in no plan before thirty days', async () => {
    await scene.advance(29 * dayMs)
    await decideNow()
    expect(await planOf()).toBe(undefined)
  })

  it('are planned after them, customers and those who said no to mail alone are not', async () => {
    await scene.advance(2 * dayMs)
    await decideNow()
    const plan = await planOf()
    const planned = (await people(plan, 'planned')).map(({ id }) => id)
    expect([planned.includes(all), planned.includes(lifted), planned.includes(mailOnly), planned.includes(customer)]).toEqual([true, true, false, false])
    expect(plan?.guards.find(({ name }) => name === 'customer')?.count).toBeGreaterThan(0)
    expect(plan?.guards.map(({ name }) => name)).toEqual(['legal-hold', 'pending', 'customer', 'blind', 'maybe', 'not-granted'])
  })

  it('go to the bin, their no stays, and who took it back stays too', async () => {
    const plan = await planOf()
    await scene.stopWorking()
    await approveRemoval(scene.app, plan?.id ?? '', scene.dpo, null)
    await scene.app.pool.query('delete from suppressions where identity_hash in (select ri.identity_hash from remote_records r join record_identities ri on ri.record_id = r.id where r.contact_id = $1)', [lifted])
    await scene.startWorking()
    await planIs(scene, plan?.id ?? '', 'held')
    const hashes = (await scene.app.pool.query<{ hash: Buffer }>('select distinct ri.identity_hash as hash from remote_records r join record_identities ri on ri.record_id = r.id where r.contact_id = $1', [all])).rows.map(({ hash }) => hash)
    await endRestoreWindow(scene)
    await planIs(scene, plan?.id ?? '', 'done')
    expect((await people(plan, 'taken-out')).find(({ id }) => id === lifted)?.reason).toBe('lifted')
    expect((await people(plan, 'binned')).map(({ id }) => id)).toContain(all)
    const count = async (table: string) => (await scene.app.pool.query<{ n: number }>(`select count(distinct identity_hash)::int as n from ${table} where identity_hash = any($1)`, [hashes])).rows[0]?.n
    expect([await count('suppressions'), await count('removal_memory')]).toEqual([hashes.length, 0])
    expect((await scene.check()).violations.filter(({ rule }: { rule?: string }) => rule !== undefined && /left|contactable/u.test(rule))).toEqual([])
  })
})
