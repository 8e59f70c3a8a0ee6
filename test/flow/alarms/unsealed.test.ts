import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unsealedAlarm } from '../../../src/store/alarms/unsealed.ts'
import { insertUser } from '../../../src/store/accounts/users.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/** The lock of the sealer (src/store/app/audit.ts). */
const sealLock = 0x5e_a1

/** docs/reference/promises.md#i7. */
describe('entries of the audit log that stay unsealed', () => {
  let scene: Scene
  let mail: MailServer
  const email = (role: string) => `unsealed-${role}@exemple.example.test`
  beforeAll(async () => {
    mail = await startMailServer()
    scene = await openScene({ broker: false, smtpUrl: mail.url })
    await scene.app.pool.query('update users set disabled_at = now()')
    for (const [role, language] of [
      ['dpo', 'fr'],
      ['admin', 'en'],
      ['operator', 'en'],
    ] as const)
      await insertUser(
        scene.app.pool,
        { id: randomUUID(), email: email(role), name: role, role, language, passwordHash: null },
        scene.app.clock.now(),
      )
  })
  afterAll(async () => {
    await scene.close()
    await mail.close()
  })
  const told = () =>
    mail.received.filter((one) => one.to.startsWith('unsealed-')).map(({ to, subject }) => `${to} ${subject}`)

  it('are an alarm after a minute, told once to admins and DPOs, until all are sealed', async () => {
    await scene.advance(120_000)
    expect(await unsealedAlarm(scene.app.pool)).toBeNull()
    // A sealer that hangs keeps its lock.
    const hung = await scene.app.pool.connect()
    try {
      await until('the lock is ours', async () => {
        const { rows } = await hung.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [sealLock])
        return rows[0]?.taken === true
      })
      const objectedAt = scene.app.clock.now()
      await scene.object(scene.somebody().email)
      await scene.advance(40_000)
      expect(await unsealedAlarm(scene.app.pool)).toBeNull()
      await scene.advance(40_000)
      await until('both were told', () => Promise.resolve(told().length === 2), 30_000)
      expect(told().toSorted()).toEqual([
        `${email('admin')} Lawbase: the audit log is not being sealed`,
        `${email('dpo')} Lawbase : le journal d’audit n’est plus scellé`,
      ])
      const alarm = await unsealedAlarm(scene.app.pool)
      expect(Math.abs((alarm?.since.getTime() ?? 0) - objectedAt.getTime())).toBeLessThan(5_000)
      await scene.advance(40_000)
      await scene.advance(40_000)
      expect(told()).toHaveLength(2)
    } finally {
      await hung.query('select pg_advisory_unlock($1)', [sealLock])
      hung.release()
    }
    await scene.advance(20_000)
    await until('it is over', async () => (await unsealedAlarm(scene.app.pool)) === null, 30_000)
  })
})
