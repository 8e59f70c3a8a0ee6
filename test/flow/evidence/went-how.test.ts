import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { addDays, dayOf } from '../../../src/domain/app/day.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { personContent } from '../../../src/http/documents/evidence/evidence-person-paper.ts'
import { wordsIn } from '../../../src/http/documents/paper/paper-words.ts'
import { openPeriod, periodFiles } from '../../../src/operations/evidence/evidence-period.ts'
import { personFiles, subjectOf, type PersonEvidence } from '../../../src/operations/evidence/evidence-person.ts'
import { issueCertificate } from '../../../src/operations/removals/issue-certificate.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import type { ZipFile } from '../../../src/operations/app/write-zip.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { findPlan, type RemovalPlan } from '../../../src/store/removals/removals.ts'
import { consoleOf } from '../../support/console-pages.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removals/removal-steps.ts'

/**
 * Whoever was anonymised, or was taken out of a bin by someone, is told apart from who is gone: on paper, on screen and
 * by the API alike (docs/reference/promises.md#removal-9).
 */
describe('how somebody went', () => {
  let scene: Scene
  let erasure: RemovalPlan
  let silent: RemovalPlan
  let emptied: string
  let back: string

  beforeAll(async () => {
    scene = await openScene({ contacts: 120, broker: false })
    await scene.run()
    emptied = await anonymiseOne()
    silent = await approveAndHold(scene)
    await endRestoreWindow(scene)
    await planIs(scene, silent.id, 'done')
    back = await takeOneOut()
  }, 300_000)
  afterAll(() => scene.close())

  /** Somebody who asked to be erased, one of whose records its system keeps. */
  async function anonymiseOne(): Promise<string> {
    const { rows } = await scene.app.pool.query<{ contactId: string; remoteId: string }>(
      `select r.contact_id as "contactId", r.remote_id as "remoteId" from remote_records r join connections k on k.id = r.connection_id where k.connector = 'salesforce' and r.object = 'Contact' and r.gone_at is null and r.relation = 'none'
         and not exists (select 1 from removal_items i where i.contact_id = r.contact_id) and not exists (select 1 from remote_records o where o.contact_id = r.contact_id and o.relation <> 'none') order by r.id limit 1`,
    )
    const [one] = rows
    if (one === undefined) throw new Error('nobody fits')
    await scene.control('POST', '/_sandbox/switches', { salesforce: { deleteFailedIds: [one.remoteId] } })
    const today = dayOf(scene.app.clock.now())
    const id = await openErasure(
      scene.app,
      {
        contactId: one.contactId,
        reviewId: null,
        decision: {
          door: 'post',
          receivedOn: today,
          dueOn: addDays(today, 30),
          kept: null,
          identity: { how: 'own-address', words: '' },
        },
      },
      scene.dpo,
    )
    const planId = await until('the erasure is done', async () => {
      const request = await findErasure(scene.app.pool, id)
      return request?.planState === 'done' && request.planId
    })
    const plan = await findPlan(scene.app.pool, planId)
    if (plan === null) throw new Error('no plan')
    erasure = plan
    return one.contactId
  }

  /** Somebody whose record a user takes out of the bin. */
  async function takeOneOut(): Promise<string> {
    const { rows } = await scene.app.pool.query<{ contactId: string; remoteId: string }>(
      `select rr.contact_id as "contactId", r.remote_id as "remoteId" from removal_records rr join remote_records r on r.id = rr.record_id join connections k on k.id = rr.connection_id where rr.plan_id = $1 and k.connector = 'salesforce' order by rr.record_id limit 1`,
      [silent.id],
    )
    await scene.act('salesforce', 'undelete', { id: rows[0]?.remoteId })
    await scene.poll()
    return rows[0]?.contactId ?? ''
  }

  const packOf = async (contactId: string, language: 'en' | 'fr') => {
    const subject = await subjectOf(scene.app, { contactId })
    const head = { number: 'E-2026-01', issuedAt: scene.app.clock.now() }
    let paper = ''
    const taken = async (facts: PersonEvidence) => {
      paper = JSON.stringify(personContent(wordsIn(language, 'Europe/Paris'), facts)).replaceAll('\u00a0', ' ')
      return Buffer.from('')
    }
    let data = '{}'
    for await (const { path, content } of personFiles(scene.app, subject, head, { language, paper: taken }))
      if (path === 'data.json') data = await textOf(content)
    const { removals } = JSON.parse(data) as { removals: { number: string; state: string }[] }
    return { paper, removals: removals.map(({ number, state }) => [number, state]) }
  }

  it('is what the evidence pack says, in both languages, and its data', async () => {
    const [anonymised, anonymisee, there] = [
      await packOf(emptied, 'en'),
      await packOf(emptied, 'fr'),
      await packOf(back, 'en'),
    ]
    expect([
      [/RP-\d{4}-\d+, [^"]+: (?<state>[^"]+)/u.exec(anonymised.paper)?.groups?.['state'], anonymised.removals],
      [/RP-\d{4}-\d+, [^"]+ : (?<state>[^"]+)/u.exec(anonymisee.paper)?.groups?.['state'], anonymisee.removals],
      [/RP-\d{4}-\d+, [^"]+: (?<state>[^"]+)/u.exec(there.paper)?.groups?.['state'], there.removals],
    ]).toEqual([
      ['anonymised', [[erasure.number, 'anonymised']]],
      ['anonymisée', [[erasure.number, 'anonymised']]],
      ['there again, taken out of a recycle bin', [[silent.number, 'back']]],
    ])
  })

  it('is what the list of a plan says on screen and as a file', async () => {
    const pages = await consoleOf(scene, scene.dpo)
    const csv = await pages.html(`/removals/${silent.id}/list.csv`)
    const row = csv.split('\n').find((line) => line.includes(back))
    expect([row?.includes('"there again"'), await pages.get(`/removals/${silent.id}`)]).toEqual([
      true,
      expect.stringContaining(`${silent.planned - 1} inactive contacts were removed, 1 there again`),
    ])
    await pages.close()
  })

  it('is what the API says of each of them, and in its figures as the certificate has them', async () => {
    const api = fastify()
    await addApi(api, scene.app)
    const made = newApiKey()
    await insertApiKey(
      scene.app.pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'a test',
        scopes: ['removals:keep', 'status:read'],
        createdBy: scene.admin.id,
        expiresAt: new Date(scene.app.clock.now().getTime() + 90 * dayMs),
      },
      scene.app.clock.now(),
    )
    const get = async (url: string) =>
      (await api.inject({ method: 'GET', url, headers: { authorization: `Bearer ${made.text}` } })).json<{
        people: { contactId: string; state: string }[]
        plans: Record<string, unknown>[]
      }>()
    const stateOf = async (plan: RemovalPlan, contactId: string) =>
      (await get(`/api/v1/removals/${plan.number}/people`)).people.find((one) => one.contactId === contactId)?.state
    const { plans } = await get('/api/v1/status')
    const figures = (plan: RemovalPlan) => {
      const found = plans.find(({ number }) => number === plan.number)
      return [found?.['binned'], found?.['anonymised'], found?.['back']]
    }
    const signed = async (plan: RemovalPlan) => {
      const { removed, people } = (await issueCertificate(scene.app, plan.id, scene.dpo.email)).certificate
      return [removed, people?.anonymised, people?.back]
    }
    expect([
      await stateOf(erasure, emptied),
      await stateOf(silent, back),
      figures(erasure),
      figures(silent),
      await signed(erasure),
      await signed(silent),
    ]).toEqual(['anonymised', 'back', [1, 1, 0], [silent.planned, 0, 1], [1, 1, 0], [silent.planned, 0, 1]])
    await api.close()
  })

  it('is counted apart in the pack of a period', async () => {
    const today = dayOf(scene.app.clock.now())
    const period = await openPeriod(scene.app, { from: addDays(today, -60), to: today }, 'UTC')
    let counted: unknown
    let removals = ''
    const head = { number: 'E-2026-02', issuedAt: scene.app.clock.now() }
    const files = periodFiles(scene.app, period, head, {
      language: 'en',
      paper: async ({ counts }) => {
        counted = [counts.peopleRemoved, counts.peopleAnonymised, counts.peopleBack]
        return Buffer.from('')
      },
    })
    for await (const { path, content } of files) {
      const text = await textOf(content)
      if (path === 'removals.jsonl') removals = text
    }
    const lines = removals
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ number }) => number === erasure.number || number === silent.number)
      .map(({ removed, anonymised, back: there }) => [removed, anonymised, there])
    expect([counted, lines]).toEqual([
      [silent.planned - 1, 1, 1],
      [
        [silent.planned - 1, 0, 1],
        [0, 1, 0],
      ],
    ])
  })
})

async function textOf(content: ZipFile['content']): Promise<string> {
  if (typeof content === 'string') return content
  if (content instanceof Uint8Array) return Buffer.from(content).toString()
  let text = ''
  for await (const part of content) text += typeof part === 'string' ? part : Buffer.from(part).toString()
  return text
}
