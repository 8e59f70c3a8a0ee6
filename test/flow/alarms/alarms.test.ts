import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertUser } from '../../../src/store/accounts/users.ts'
import { startMailServer, type MailServer } from '../../support/mail-server.ts'
import { until } from '../../support/until.ts'
import { openScene, type Scene } from '../../support/scene.ts'

describe('an objection that does not reach a system', () => {
  let scene: Scene
  let mail: MailServer
  const readers = [
    ['dpo', 'fr'],
    ['admin', 'en'],
    ['operator', 'fr'],
  ] as const
  const email = (role: string) => `alarm-${role}@exemple.example.test`
  beforeAll(async () => {
    mail = await startMailServer()
    scene = await openScene({ broker: false, smtpUrl: mail.url })
    await scene.app.pool.query('update users set disabled_at = now()')
    for (const [role, language] of readers)
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

  const alarms = async () =>
    (
      await scene.app.pool.query<{
        step: number
        objections: number
        ended: boolean
        told: number
        failure: string | null
      }>(
        'select step, noes as objections, ended_at is not null as ended, cardinality(told) as told, failure from alarms order by raised_at, step',
      )
    ).rows
  const mailsTo = (role: string) => mail.received.filter((one) => one.to === email(role))

  it('is told to admins and DPOs at each step once, in their language, until it is there (F5)', async () => {
    await scene.fault('salesforce', 'server-error', { times: null })
    const objection = await scene.object(scene.somebody((one) => one.where === 'both').email)
    await scene.untilCarried(objection.id, { hubspot: 'applied', salesforce: 'waiting' })
    await scene.advance(16 * 60_000)
    await until('the first step was told', async () => (await alarms())[0]?.told === 2)
    expect(await alarms()).toEqual([{ step: 1, objections: 1, ended: false, told: 2, failure: null }])
    expect(mailsTo('dpo')).toEqual([
      expect.objectContaining({
        subject: 'Lawbase\u00A0: 1 opposition en attente dans Salesforce depuis plus de 15 min',
      }),
    ])
    expect(mailsTo('admin')).toEqual([
      expect.objectContaining({
        subject: 'Lawbase: 1 objection not in Salesforce after 15 min',
        text: expect.stringContaining(`/connections/${scene.salesforceId}`) as string,
      }),
    ])
    expect(mailsTo('operator')).toEqual([])

    mail.refuse = { code: 451, text: 'Later' }
    await scene.advance(48 * 3_600_000)
    await until('the last step was tried', async () => (await alarms()).some((row) => row.failure !== null))
    expect((await alarms()).map(({ step, told }) => ({ step, told }))).toEqual([
      { step: 1, told: 2 },
      { step: 2, told: 0 },
      { step: 3, told: 0 },
    ])
    mail.refuse = null
    await scene.advance(3_600_000)
    await until('who refused was told', async () => (await alarms())[2]?.told === 2)
    expect(mailsTo('admin').map((one) => one.subject)).toEqual([
      'Lawbase: 1 objection not in Salesforce after 15 min',
      'Lawbase: 1 objection not in Salesforce after 48 h',
    ])

    await scene.untilCarried(objection.id, { salesforce: 'waiting' })
    await scene.advance(16_000)
    await until('a task of a person counts at the last step only', async () => {
      // Tried again meanwhile, it would carry the vendor's reason again.
      await scene.app.pool.query(
        `update propagations set reason = 'person' where objection_id = $1 and state = 'waiting'`,
        [objection.id],
      )
      return (
        (await alarms())
          .filter((row) => !row.ended)
          .map((row) => row.step)
          .join() === '3'
      )
    })

    await scene.control('DELETE', '/_sandbox/faults')
    await scene.advance(24 * 3_600_000)
    await scene.untilCarried(objection.id, { salesforce: 'applied' })
    await scene.advance(60_000)
    await until('they are over', async () => (await alarms()).every((row) => row.ended))
    expect((await alarms()).filter((row) => row.step === 2).map((row) => row.told)).not.toContain(2)
  })
})
