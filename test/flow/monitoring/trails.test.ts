import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { context, trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newToken, tokenHash } from '../../../src/crypto/tokens.ts'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { openLog } from '../../../src/log.ts'
import { insertAddressLink } from '../../../src/store/tags/tags.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import type { SeedPerson } from '../../support/seed-people.ts'
import { until } from '../../support/until.ts'

/** An opt-out by a person's link, from the door to each reading back. */
describe('the trail of an opt-out', () => {
  const spans = new InMemorySpanExporter()
  const lines: Record<string, unknown>[] = []
  let scene: Scene
  let pages: FastifyInstance
  let person: SeedPerson
  let token: string
  let requestId: string
  let objectionId: string
  beforeAll(async () => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
    scene = await openScene({ broker: false, pollSeconds: 3_600 })
    await scene.stopWorking()
    Object.assign(scene.app, {
      log: openLog('debug', { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) }),
    })
    pages = await openPublicServer(scene.app)
    person = scene.somebody((one) => one.where === 'both')
    token = newToken()
    const { rows } = await scene.app.pool.query<{ contact_id: string }>(
      `select contact_id from remote_records where remote_id = $1`,
      [person.hubspotIds[0]],
    )
    await insertAddressLink(
      scene.app.pool,
      {
        tokenHash: tokenHash(token),
        contactId: rows[0]?.contact_id ?? '',
        identityHash: scene.app.keys.hashEmail(person.email.toLowerCase()),
        masked: 'a••••@example.test',
        language: 'en',
      },
      scene.app.clock.now(),
    )
    spans.reset()
    lines.length = 0
    const answer = await pages.inject({ method: 'POST', url: `/u/${token}/one-click?from=${person.email}` })
    expect(answer.statusCode).toBe(200)
    requestId = String(answer.headers['x-request-id'])
    const made = await scene.app.pool.query<{ id: string }>('select objection_id as id from objection_trails')
    objectionId = made.rows[0]?.id ?? ''
    // The queue has the row by now; whoever takes it runs without anything of the request.
    await scene.startWorking()
    await scene.untilCarried(objectionId, { hubspot: 'applied', salesforce: 'applied' })
    await until('the spans ended', () =>
      Promise.resolve(spans.getFinishedSpans().filter(({ name }) => name === 'carry opt-out').length >= 2),
    )
  })
  afterAll(async () => {
    trace.disable()
    context.disable()
    await pages.close()
    await scene.close()
  })

  it('is one trace, from the door through the queue to each system', () => {
    const all = spans.getFinishedSpans()
    const door = all.find(({ name }) => name === 'POST /u/:token/one-click')
    if (door === undefined) throw new Error('the door has no span')
    const { traceId } = door.spanContext()
    const ours = all.filter((span) => span.spanContext().traceId === traceId)
    const recorded = ours.find(({ name }) => name === 'record opt-out')
    expect(recorded?.parentSpanContext?.spanId).toBe(door.spanContext().spanId)
    const carried = ours.filter(({ name }) => name === 'carry opt-out')
    expect(carried.map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual(
      carried.map(() => recorded?.spanContext().spanId),
    )
    const states = carried
      .map(({ attributes }) => `${String(attributes['lawbase.connector'])} ${String(attributes['lawbase.state'])}`)
      .toSorted()
    expect(states).toEqual(expect.arrayContaining(['hubspot applied', 'salesforce applied']))
    // Each carrying made calls of its system below it.
    for (const span of carried)
      expect(ours.some(({ parentSpanContext }) => parentSpanContext?.spanId === span.spanContext().spanId)).toBe(true)
    const told = JSON.stringify(ours.map(({ name, attributes, events }) => ({ name, attributes, events })))
    expect(told).not.toContain('example.test')
    expect(told).not.toContain(token)
  })

  it('names its request in the access log and in the lines of the calls that were made for it', () => {
    expect(lines.filter(({ msg }) => msg === 'request')).toEqual([
      expect.objectContaining({ requestId, door: 'public', method: 'POST', route: '/u/:token/one-click', status: 200 }),
    ])
    const called = lines.filter(({ msg, requestId: of }) => msg === 'system called' && of === requestId)
    expect(new Set(called.map(({ connectionId }) => connectionId))).toEqual(
      new Set([scene.hubspotId, scene.salesforceId]),
    )
  })

  it('leaves no address, no name and no token in any line', () => {
    const text = JSON.stringify(lines)
    for (const secret of ['example.test', token, encodeURIComponent(person.email)])
      expect(text).not.toContain(`${secret}"`)
    // Alone or at the end of a path: a random id may end with the same digits.
    expect(text).not.toMatch(new RegExp(`[^\\w]${person.hubspotIds[0] ?? '-'}"`, 'u'))
    expect(text.toLowerCase()).not.toContain(person.email.toLowerCase())
  })

  it('makes no span and no line of what machines ask all day', async () => {
    spans.reset()
    lines.length = 0
    for (const url of ['/healthz', '/openz', '/readyz', '/assets/1/person.css', '/u/nobody'])
      await pages.inject({ method: 'GET', url })
    const doors = () => spans.getFinishedSpans().filter(({ attributes }) => attributes['lawbase.door'] === 'public')
    await until('the last one is told', async () => doors().some(({ name }) => name === 'GET /u/:token'))
    expect(doors().map(({ name }) => name)).toEqual(['GET /u/:token'])
    const told = lines.filter(({ msg, level }) => msg === 'request' && Number(level) >= 30)
    expect(told.map(({ route }) => route)).toEqual(['/u/:token'])
  })
})
