import type { Pool, PoolClient } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decideContacts } from '../../../src/operations/decisions/decide-contacts.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { purgeContacts } from '../../../src/store/removals/purge.ts'
import type { App } from '../../../src/operations/app/app.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/** Two decide one contact at the same time, and whoever read the facts first writes last. */
let scene: Scene
beforeAll(async () => {
  scene = await openScene({ contacts: 40, broker: false })
})
afterAll(() => scene.close())

/** The product, whose decisions wait before they are written until `open` is called; `waits` once one does. */
function slow(app: App): { app: App; waits: Promise<unknown>; open: () => void } {
  const gate = Promise.withResolvers()
  const there = Promise.withResolvers()
  const hold = (client: PoolClient) =>
    new Proxy(client, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return async (...args: unknown[]) => {
          if (name === 'query' && String(args[0]).includes('insert into decisions')) {
            there.resolve(null)
            await gate.promise
          }
          return Reflect.apply(value, target, args) as unknown
        }
      },
    })
  const pool = new Proxy(app.pool, {
    get: (target, name) =>
      name === 'connect' ? async () => hold(await target.connect()) : (Reflect.get(target, name) as unknown),
  }) as Pool
  return { app: { ...app, pool }, waits: there.promise, open: () => gate.resolve(null) }
}

const verdictOf = async (contactId: string) =>
  (
    await scene.app.pool.query<{ verdict: string; rule: string }>(
      'select verdict, rule from decisions where contact_id = $1',
      [contactId],
    )
  ).rows[0]

const idOf = async (email: string) =>
  (
    await scene.app.pool.query<{ id: string }>(
      'select r.contact_id as id from remote_records r join record_identities ri on ri.record_id = r.id where ri.identity_hash = $1 and r.gone_at is null limit 1',
      [scene.app.keys.hashEmail(email)],
    )
  ).rows[0]?.id ?? ''

it.each([
  ['one contact', true],
  ['a walk over the base', false],
])('an opt-out stands, although %s was being decided from before', async (_, touch) => {
  const { email } = scene.somebody((one) => one.where === 'both' && !one.role)
  const contactId = await idOf(email)
  const { settings } = await loadSettings(scene.app.pool)
  // Something else is found, or nothing is written.
  await scene.app.pool.query(`update decisions set content_hash = '\\x00' where contact_id = $1`, [contactId])
  const late = slow(scene.app)
  const before = decideContacts(late.app, [contactId], settings, { touch })
  await late.waits
  await scene.object(email)
  await until('it is blocked', async () => (await verdictOf(contactId))?.verdict === 'BLOCK')
  late.open()
  await before
  expect(await verdictOf(contactId)).toEqual({ verdict: 'BLOCK', rule: 'F1' })
})

it('what was decided anew and found as it stood is known to whoever read before', async () => {
  const { email } = scene.somebody((one) => one.where === 'both' && !one.role)
  const contactId = await idOf(email)
  const { settings } = await loadSettings(scene.app.pool)
  await scene.object(email)
  await until('it is blocked', async () => (await verdictOf(contactId))?.verdict === 'BLOCK')
  const stands = await scene.app.pool.query('select content_hash from decisions where contact_id = $1', [contactId])
  // An objection that ends and one that comes: the first is decided late, the second finds the verdict as it stood.
  await scene.app.pool.query(`create table kept as select * from suppressions where identity_hash = $1`, [
    scene.app.keys.hashEmail(email),
  ])
  await scene.app.pool.query('delete from suppressions where identity_hash = $1', [scene.app.keys.hashEmail(email)])
  const late = slow(scene.app)
  const before = decideContacts(late.app, [contactId], settings)
  await late.waits
  await scene.app.pool.query('insert into suppressions select * from kept')
  await decideContacts(scene.app, [contactId], settings)
  late.open()
  await before
  expect(
    (await scene.app.pool.query('select content_hash from decisions where contact_id = $1', [contactId])).rows,
  ).toEqual(stands.rows)
})

it('of somebody who was removed meanwhile nothing is written any more', async () => {
  const { email } = scene.somebody((one) => one.where === 'both' && !one.role)
  const contactId = await idOf(email)
  const { settings } = await loadSettings(scene.app.pool)
  const late = slow(scene.app)
  const before = decideContacts(late.app, [contactId], settings)
  await late.waits
  await purgeContacts(scene.app.pool, [contactId], { remember: true }, scene.app.clock.now())
  late.open()
  await before
  expect(await verdictOf(contactId)).toBeUndefined()
})
