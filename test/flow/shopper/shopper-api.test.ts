import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/domain/settings/settings.ts'
import { advanceShopper } from '../../../src/operations/shopper/advance-shopper.ts'
import { listApiKeys, stoppedKeys } from '../../../src/store/accounts/api-keys.ts'
import { until } from '../../support/until.ts'
import { beginTest, closeShopper, finish, openShopper, roundOf, scene, start, systemsOf } from './shopper-scene.ts'

/** What came to the console's address, with whether the list of keys showed one at that moment. */
interface Call {
  method: string | undefined
  path: string | undefined
  key: string
  listed: number
}

let front: Server
let console_: string
let calls: Call[]
/** What stands before the console answers instead of it; null = it lets calls through. */
let answer: number | null

/** A proxy before the console, as a company has one. */
async function openFront(): Promise<void> {
  console_ = scene.app.consoleUrl
  front = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const key = request.headers.authorization ?? ''
      calls.push({
        method: request.method,
        path: request.url,
        key,
        listed: (await listApiKeys(scene.app.pool)).length + (await stoppedKeys(scene.app.pool, new Date(0))).length,
      })
      if (answer !== null) return response.writeHead(answer).end()
      const from = await fetch(`${console_}${request.url}`, {
        method: 'POST',
        headers: { authorization: key, 'content-type': 'application/json' },
        body: Buffer.concat(parts).toString(),
      })
      return response.writeHead(from.status).end(await from.text())
    })()
  })
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
  scene.app.consoleUrl = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
}

/** A round whose door is the API; nobody works at it yet. */
async function startAtTheApi(): Promise<string> {
  await scene.stopWorking()
  const id = await start()
  await scene.app.pool.query(`update shopper_rounds set door = 'rest', door_connection_id = null where id = $1`, [id])
  return id
}

/** Works at the round until it has called the API, and dies there; gives what it showed as its key. */
async function hangInTheCall(id: string): Promise<string> {
  const { http } = scene.app
  let sent: string | undefined
  const hanging: typeof http = (request) => {
    if (!request.url.startsWith(scene.app.consoleUrl)) return http(request)
    sent = request.headers?.['authorization']
    return new Promise(() => undefined)
  }
  void advanceShopper({ ...scene.app, http: hanging }, id, AbortSignal.timeout(20_000))
  return until('the worker calls', () => Promise.resolve(sent))
}

const keysLeft = async () => (await scene.app.pool.query('select id from api_keys')).rowCount
const statusWith = async (key: string) =>
  (await fetch(`${console_}/api/v1/objections`, { method: 'POST', headers: { authorization: key } })).status
const keyActs = async (round: string) =>
  (await scene.audit()).filter(({ act, details }) => act === 'api-key' && details['round'] === round)
const free = (id: string) =>
  scene.app.pool.query('update shopper_rounds set claimed_until = null, next_step_at = started_at where id = $1', [id])

beforeAll(async () => {
  await openShopper()
  await openFront()
})
afterAll(async () => {
  await new Promise((resolve) => front.close(resolve))
  await closeShopper()
})
beforeEach(async () => {
  calls = []
  answer = null
  await scene.stopWorking()
  await scene.startWorking()
  await beginTest()
})

describe('the mystery shopper at the API', () => {
  it('enters by HTTP with a key of its own, which is in no list and gone at once', async () => {
    const id = await startAtTheApi()
    await advanceShopper(scene.app, id, AbortSignal.timeout(20_000))
    const [call] = calls
    expect(calls.map(({ method, path, listed }) => ({ method, path, listed }))).toEqual([
      { method: 'POST', path: '/api/v1/objections', listed: 0 },
    ])
    expect({ left: await keysLeft(), status: await statusWith(call?.key ?? '') }).toEqual({ left: 0, status: 401 })
    const [made, ended, ...others] = await keyActs(id)
    const { key } = made?.details ?? {}
    expect({ made, ended, others }).toMatchObject({
      made: { actor: 'mystery shopper', details: { round: id, scopes: ['objections:write'], minutes: 2 } },
      ended: { actor: 'mystery shopper', details: { round: id, key, revoked: true } },
      others: [],
    })
    // What the API wrote names the key, nobody's account.
    expect(
      (
        await scene.app.pool.query<{ actor: string; door: string }>(
          'select o.actor, o.door from objections o join objection_identities oi on oi.objection_id = o.id join shopper_identities s on s.identity_hash = oi.identity_hash where s.round_id = $1',
          [id],
        )
      ).rows,
    ).toEqual([{ actor: `api key ${String(key)}`, door: 'rest' }])
    await scene.startWorking()
    await finish(id)
    expect((await systemsOf(id)).every(({ read_back_at: at }) => at !== null)).toBe(true)
  })

  it.each([503, 302, 404])('says that the API answers %i, and goes on once it does not', async (status) => {
    answer = status
    const id = await startAtTheApi()
    await advanceShopper(scene.app, id, AbortSignal.timeout(20_000))
    expect(await roundOf(id)).toMatchObject({
      state: 'acting',
      failure: `The API answers ${status} at its own address.`,
    })
    expect(await keysLeft()).toBe(0)
    answer = null
    await free(id)
    await scene.startWorking()
    await finish(id)
    expect(await roundOf(id)).toMatchObject({ state: 'done', failure: null })
  })

  it('takes a page of something else, however well it answers, for what it is', async () => {
    answer = 200
    const id = await startAtTheApi()
    await advanceShopper(scene.app, id, AbortSignal.timeout(20_000))
    expect(await roundOf(id)).toMatchObject({
      state: 'acting',
      failure: 'The opt-out was answered by something else: it did not reach this installation.',
    })
    answer = null
    await free(id)
    await scene.startWorking()
    await finish(id)
  })

  it('says so when nothing answers there, and calls where it is told', async () => {
    const { consoleUrl } = scene.app
    scene.app.consoleUrl = 'http://127.0.0.1:9'
    const id = await startAtTheApi()
    await advanceShopper(scene.app, id, AbortSignal.timeout(20_000))
    const { failure } = await roundOf(id)
    expect({ failure, left: await keysLeft() }).toEqual({
      failure: 'The API has no answer at its own address (API_URL, else PORT of this machine).',
      left: 0,
    })
    scene.app.apiUrl = consoleUrl
    await free(id)
    await scene.startWorking()
    await finish(id)
    expect(calls).toHaveLength(1)
    Object.assign(scene.app, { consoleUrl, apiUrl: null })
  })

  it('ends the key of a worker that died with the call under way, before it makes another', async () => {
    const id = await startAtTheApi()
    const first = await hangInTheCall(id)
    expect(await keysLeft()).toBe(1)
    await free(id)
    answer = 503
    await advanceShopper(scene.app, id, AbortSignal.timeout(20_000))
    expect(calls.map(({ key }) => key)).not.toContain(first)
    expect({ left: await keysLeft(), status: await statusWith(first) }).toEqual({ left: 0, status: 401 })
    const acts = (await keyActs(id)).map(({ details }) => (details['revoked'] === true ? 'ended' : 'made'))
    expect(acts).toEqual(['made', 'ended', 'made', 'ended'])
    answer = null
    await free(id)
    await scene.startWorking()
    await finish(id)
  })

  it('leaves no key behind that works later: it ends by itself, and with a round that was given up', async () => {
    const id = await startAtTheApi()
    const key = await hangInTheCall(id)
    // Shown to be live: what it lacks is only a body.
    expect(await statusWith(key)).toBe(422)
    await scene.advance(121_000)
    expect(await statusWith(key)).toBe(401)
    await scene.advance(defaultSettings.alarmMinutes[2] * 60_000)
    await free(id)
    await scene.startWorking()
    await finish(id)
    expect({ left: await keysLeft(), calls }).toEqual({ left: 0, calls: [] })
    expect((await keyActs(id)).map(({ details }) => details['revoked'] === true)).toEqual([false, true])
  })
})
