import { expect, it } from 'vitest'
import { connect, failureOf } from './harness.ts'
import { recordPage } from '../../../src/domain/connections/record-page.ts'
import { writesSince } from './scene.ts'
import type { Scene } from './scene.ts'
import { orderFor } from './subject.ts'

/** The account and its access: what every connected CRM must do. */
export function accountRules(scene: Scene): void {
  it('checks a healthy account', async () => {
    const info = await scene.connected.open().check()
    expect(info.accountId).toBe(scene.connected.access.accountId)
    expect(info.lines.filter((line) => line.state === 'missing' || line.state === 'hidden')).toEqual([])
    expect(new Set(info.lines.filter((line) => line.name.en.startsWith('Field ')).map((line) => line.state))).toEqual(
      new Set(['works']),
    )
    expect(info.lines.every((line) => (line.state === 'works') === (line.prevents === null))).toBe(true)
  })

  it('says where the page of a record is', async () => {
    const ref = await scene.subject.person(scene.world, 'page@example.test')
    const { recordLink = '' } = await scene.connected.open().check()
    const page = await fetch(recordPage(recordLink, ref.id) ?? '')
    expect([page.status, (await page.text()).includes('page@example.test')]).toEqual([200, true])
  })

  it('provisions twice without harm', async () => {
    const { last } = await writesSince(scene.world, scene.subject, 0)
    const again = await scene.connected.open().provision?.()
    expect(await writesSince(scene.world, scene.subject, last)).toMatchObject({ count: 0 })
    expect(again?.created).toEqual([])
    expect([...(again?.existing ?? [])].toSorted()).toEqual([...scene.subject.connector.writes.created].toSorted())
  })

  it('counts every call in the lane it was opened with', async () => {
    const before = scene.connected.budget.taken.length
    const { last } = await writesSince(scene.world, scene.subject, 0)
    await scene.connected.open({ lane: 'read' }).check()
    const taken = scene.connected.budget.taken.slice(before)
    const requests = await scene.world.control<unknown[]>(
      'GET',
      `/_sandbox/requests?system=${scene.subject.system}&after=${last}`,
    )
    expect(taken.map((take) => take.lane)).toEqual(requests.map(() => 'read'))
  })

  it('tells the budget what the vendor says about its limit', async () => {
    const before = scene.connected.budget.observed.length
    await scene.connected.open().check()
    const seen = scene.connected.budget.observed.slice(before)
    expect(
      seen.some(
        ({ max = 0, remaining = -1, windowMs }) =>
          max > 0 && remaining >= 0 && remaining <= max && windowMs === scene.subject.connector.limits.calls?.windowMs,
      ),
    ).toBe(true)
  })

  it('renews an expired token once and goes on', async () => {
    await scene.world.control('POST', '/_sandbox/tokens', { system: scene.subject.system, action: 'expire-access' })
    const before = scene.connected.credentials().accessToken
    expect((await scene.connected.open().check()).accountId).toBe(scene.connected.access.accountId)
    expect(scene.connected.credentials().accessToken).not.toBe(before)
  })

  it('keeps addresses and tokens out of log lines and error texts', async () => {
    const { email, ref } = await scene.fresh()
    const texts: string[] = []
    for (const kind of ['server-error', 'html-200', 'rate-limit', 'cut-before']) {
      await scene.fault(kind, { times: null })
      const error = await failureOf(scene.connected.open().suppress([orderFor([email], [ref])]))
      texts.push(`${error.message} ${JSON.stringify(error.details)}`)
      await scene.world.control('DELETE', '/_sandbox/faults')
    }
    const seen = [...texts, ...scene.world.logLines].join('\n')
    expect(seen).not.toMatch(/@example\.test/)
    for (const secret of [
      scene.connected.credentials().accessToken,
      scene.connected.credentials().refreshToken,
      scene.connected.app.clientSecret,
    ])
      expect(seen).not.toContain(secret)
  })

  it('says access-revoked when the grant is dead, and disconnects without fuss', async () => {
    const other = await connect(scene.world, scene.subject.connector, scene.connected.app, scene.subject.sourceProperty)
    await other.open().disconnect()
    expect((await failureOf(other.open().check())).kind).toBe('access-revoked')
    await other.open().disconnect()
  })
}
