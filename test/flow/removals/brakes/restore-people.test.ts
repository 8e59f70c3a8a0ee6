import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../../src/crypto/tokens.ts'
import { addApi } from '../../../../src/http/api/routes.ts'
import { insertApiKey } from '../../../../src/store/accounts/api-keys.ts'
import { advancePlan } from '../../../../src/operations/removals/advance-plan.ts'
import { peopleStanding } from '../../../../src/operations/removals/brakes/people-standing.ts'
import { restorePeople } from '../../../../src/operations/removals/brakes/restore-people.ts'
import { CertificateRefused, issueCertificate } from '../../../../src/operations/removals/issue-certificate.ts'
import type { App } from '../../../../src/operations/app/app.ts'
import type { RemovalPlan } from '../../../../src/store/removals/removals.ts'
import { until } from '../../../support/until.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removal-steps.ts'
import { openScene, type Scene } from '../../../support/scene.ts'

interface Person {
  contactId: string
  email: string
  hubspot: string[]
  salesforce: string[]
}

/** People of a plan with where they are, before anything of them goes. */
async function peopleOf(scene: Scene, planId: string): Promise<Person[]> {
  const { rows } = await scene.app.pool.query<Person>(
    `select rr.contact_id as "contactId", min(x.value) as email, coalesce(array_agg(r.remote_id) filter (where rr.connection_id = $2), '{}') as hubspot, coalesce(array_agg(r.remote_id) filter (where rr.connection_id = $3), '{}') as salesforce
     from removal_records rr join remote_records r on r.id = rr.record_id left join record_identities ri on ri.record_id = r.id and ri.position = 0 left join identities x on x.hash = ri.identity_hash
     where rr.plan_id = $1 group by rr.contact_id order by 1`,
    [planId, scene.hubspotId, scene.salesforceId],
  )
  return rows
}

const standingOf = async (scene: Scene, planId: string, contactId: string) =>
  (await peopleStanding(scene.app, planId, { contactIds: [contactId] }))[0]

/** What is stored here of somebody. */
const contactOf = async (scene: Scene, { contactId }: Person) =>
  (
    await scene.app.pool.query<{ purged: boolean; decided: boolean; remembered: boolean; live: number }>(
      `select c.purged_at is not null as purged, exists (select 1 from decisions d where d.contact_id = c.id) as decided,
         exists (select 1 from remote_records r join record_identities ri on ri.record_id = r.id join removal_memory m on m.identity_hash = ri.identity_hash where r.contact_id = c.id) as remembered,
         (select count(*)::int from remote_records r where r.contact_id = c.id and r.gone_at is null) as live from contacts c where c.id = $1`,
      [contactId],
    )
  ).rows[0]

const holdIn = {
  salesforce: async (scene: Scene, id: string) => (await scene.salesforceRow(id))['Lawbase_Hold_Until__c'] ?? null,
  hubspot: async (scene: Scene, id: string) =>
    ((await scene.contact(id))['properties'] as Record<string, string>)['lawbase_hold_until'] || null,
}
const reason = 'A customer again since last week.'

describe('people of a plan that was carried out', () => {
  let scene: Scene
  let plan: RemovalPlan
  let onlySalesforce: Person[]
  let onlyHubspot: Person[]
  let inBoth: Person[]
  beforeAll(async () => {
    scene = await openScene({ contacts: 200, broker: false })
    // Our user may not empty the bin: what went to Salesforce's stays there for its 15 days.
    await scene.control('POST', '/_sandbox/switches', { salesforce: { binClosed: true } })
    await scene.run()
    plan = await approveAndHold(scene)
    const people = await peopleOf(scene, plan.id)
    onlySalesforce = people.filter(({ hubspot, salesforce }) => hubspot.length === 0 && salesforce.length === 1)
    onlyHubspot = people.filter(({ hubspot, salesforce }) => hubspot.length === 1 && salesforce.length === 0)
    inBoth = people.filter(({ hubspot, salesforce }) => hubspot.length > 0 && salesforce.length > 0)
    await endRestoreWindow(scene)
    plan = await planIs(scene, plan.id, 'done')
  })
  afterAll(() => scene.close())

  const first = (people: readonly Person[], place = 0): Person => {
    const found = people[place]
    if (found === undefined) throw new Error('too few people')
    return found
  }

  it('come back out of a bin that Lawbase can open, though the worker dies after the system did it', async () => {
    const person = first(onlySalesforce)
    expect(await contactOf(scene, person)).toEqual({ purged: true, decided: false, remembered: true, live: 0 })
    expect(await standingOf(scene, plan.id, person.contactId)).toMatchObject({
      state: 'binned',
      restore: null,
      records: [{ label: 'Salesforce', way: 'bin', until: expect.any(Date) as Date }],
    })
    await scene.stopWorking()
    expect(await restorePeople(scene.app, plan.number, scene.dpo, { contactIds: [person.contactId], reason })).toEqual([
      person.contactId,
    ])
    // The bin gives the record back, and nobody is there to hear it.
    const dying = new AbortController()
    const http: App['http'] = async (request) => {
      const answer = await scene.app.http(request)
      if (request.url.includes('/Soap/') && request.body?.includes('undelete') === true) dying.abort()
      return answer
    }
    await expect(advancePlan({ ...scene.app, http }, plan.id, dying.signal)).rejects.toThrow()
    const [id = ''] = person.salesforce
    expect((await scene.salesforceRow(id))['IsDeleted']).toBe(false)
    expect(await standingOf(scene, plan.id, person.contactId)).toMatchObject({
      state: 'restored',
      restore: { by: scene.dpo.email, reason, outcome: 'under-way', endedAt: null },
    })
    // Two workers at once, and one more afterwards.
    const again = () => advancePlan(scene.app, plan.id, AbortSignal.timeout(30_000))
    await Promise.all([again(), again()])
    await again()
    await scene.startWorking()
    expect(await standingOf(scene, plan.id, person.contactId)).toMatchObject({
      state: 'restored',
      restore: { outcome: 'done', endedAt: expect.any(Date) as Date },
      records: [{ way: 'back', detail: null }],
    })
    expect(await holdIn.salesforce(scene, id)).toBeNull()
    expect(await contactOf(scene, person)).toEqual({ purged: false, decided: true, remembered: false, live: 1 })
    const acts = (await scene.audit()).filter(
      ({ contactId, act }) => contactId === person.contactId && act === 'release',
    )
    expect(acts.map(({ actId, actor }) => [actId.split(':')[0], actor])).toEqual([
      ['restore', scene.dpo.email],
      ['back', 'lawbase'],
      ['restore-end', 'lawbase'],
    ])
    // They do not count as removed any more, and no certificate says that their address went.
    await expect(issueCertificate(scene.app, plan.id, scene.dpo.email, person.email)).rejects.toThrow(
      CertificateRefused,
    )
    const { certificate } = await issueCertificate(scene.app, plan.id, scene.dpo.email)
    expect({
      removed: certificate.removed,
      leftInTime: certificate.leftInTime,
      broughtBack: certificate.broughtBack,
    }).toEqual({ removed: plan.binned - 1, leftInTime: plan.takenOut, broughtBack: 1 })
  })

  it('wait for a person where only one can restore them, and are found as the same contact once it is done', async () => {
    const person = first(onlyHubspot)
    await restorePeople(scene.app, plan.id, scene.dpo, { contactIds: [person.contactId], reason })
    await until('it waits for a HubSpot user', async () => {
      const standing = await standingOf(scene, plan.id, person.contactId)
      return standing?.records[0]?.way === 'bin-by-person' && standing.restore?.outcome === 'under-way'
    })
    // Nobody is there yet, so the memory of the removal stands.
    expect(await contactOf(scene, person)).toMatchObject({ purged: false, remembered: true, live: 0 })
    await scene.act('hubspot', 'restore', { id: person.hubspot[0] })
    await scene.poll()
    const done = await until('HubSpot shows them again', async () => {
      const standing = await standingOf(scene, plan.id, person.contactId)
      return standing?.restore?.endedAt != null && standing
    })
    expect(done).toMatchObject({ restore: { outcome: 'done' }, records: [{ way: 'back' }] })
    expect(await holdIn.hubspot(scene, person.hubspot[0] ?? '')).toBeNull()
    expect(await contactOf(scene, person)).toEqual({ purged: false, decided: true, remembered: false, live: 1 })
  })

  it('stay removed where no bin holds them any more, and come back in part where one does', async () => {
    const [gone, part] = [first(onlySalesforce, 1), first(inBoth)]
    await scene.act('hubspot', 'restore', { id: part.hubspot[0] })
    await scene.advance(16 * dayMs)
    await scene.poll()
    await restorePeople(scene.app, plan.id, scene.dpo, { contactIds: [gone.contactId, part.contactId], reason })
    const ended = async (person: Person) =>
      until('the restore ends', async () => {
        const standing = await standingOf(scene, plan.id, person.contactId)
        return standing?.restore?.endedAt != null && standing
      })
    expect(await ended(gone)).toMatchObject({ restore: { outcome: 'nothing' }, records: [{ way: 'bin-over' }] })
    expect(await contactOf(scene, gone)).toEqual({ purged: true, decided: false, remembered: true, live: 0 })
    const back = await ended(part)
    expect(back.restore?.outcome).toBe('part')
    expect(back.records.map(({ label, way }) => `${label} ${way}`)).toEqual([
      ...part.hubspot.map(() => 'HubSpot back'),
      ...part.salesforce.map(() => 'Salesforce bin-over'),
    ])
    // A HubSpot user restored the record before anybody asked here: it is another contact's by now, and known as back.
    const {
      rows: [owner],
    } = await scene.app.pool.query<{ contactId: string }>(
      'select contact_id as "contactId" from remote_records where remote_id = $1 and connection_id = $2',
      [part.hubspot[0], scene.hubspotId],
    )
    expect(await contactOf(scene, part)).toMatchObject({ purged: true, live: 0 })
    expect(await contactOf(scene, { ...part, contactId: owner?.contactId ?? '' })).toEqual({
      purged: false,
      decided: true,
      remembered: false,
      live: part.hubspot.length,
    })
    const late = first(onlySalesforce, 2)
    await scene.app.pool.query(`update removal_records set state = 'erased' where plan_id = $1 and contact_id = $2`, [
      plan.id,
      late.contactId,
    ])
    await expect(
      restorePeople(scene.app, plan.id, scene.dpo, { contactIds: [late.contactId], reason }),
    ).rejects.toMatchObject({ code: 'nobody-back' })
  })

  it('are brought back for a reason, by who may judge', async () => {
    const ask = (user: Parameters<typeof restorePeople>[2], why: string) =>
      restorePeople(scene.app, plan.id, user, { contactIds: [first(onlyHubspot, 1).contactId], reason: why })
    await expect(ask(scene.dpo, ' no ')).rejects.toMatchObject({ code: 'reason' })
    await expect(ask({ ...scene.dpo, role: 'operator' }, reason)).rejects.toMatchObject({ code: 'role' })
  })

  it('are listed and brought back by the API, named by their numbers alone', async () => {
    const api = fastify()
    await addApi(api, scene.app)
    const key = async (scopes: string[]) => {
      const made = newApiKey()
      const expiresAt = new Date(scene.app.clock.now().getTime() + 90 * dayMs)
      const more = { name: 'a test', scopes, createdBy: scene.admin.id, expiresAt }
      await insertApiKey(
        scene.app.pool,
        { id: made.id, secretHash: tokenHash(made.secret), ...more },
        scene.app.clock.now(),
      )
      return { id: made.id, headers: { authorization: `Bearer ${made.text}` } }
    }
    const may = await key(['removals:keep'])
    const url = `/api/v1/removals/${plan.number}`
    const [person, late] = [first(onlyHubspot, 1), first(onlySalesforce, 3)]
    const post = async (payload: object, headers = may.headers) => {
      const answer = await api.inject({ method: 'POST', url: `${url}/restore`, payload, headers })
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
    }
    const listed = await api.inject({ method: 'GET', url: `${url}/people`, headers: may.headers })
    expect(listed.json()).toMatchObject({ number: plan.number, state: 'done' })
    expect(listed.json<{ people: unknown[] }>().people.length).toBe(plan.planned)
    expect(listed.body).not.toContain('@acme')
    expect(await post({ contactIds: [person.contactId], reason: 'no' })).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'reason' }] },
    })
    expect((await post({ contactIds: ['12'], reason })).status).toBe(422)
    expect(await post({ contactIds: [person.contactId, late.contactId], reason })).toMatchObject({
      status: 202,
      body: { restored: [person.contactId, late.contactId].toSorted((a, b) => a.localeCompare(b)), notRestored: [] },
    })
    // Asked again, nothing is done twice.
    expect(await post({ contactIds: [person.contactId], reason })).toMatchObject({
      status: 202,
      body: { restored: [person.contactId] },
    })
    expect((await post({ contactIds: [person.contactId], reason }, (await key(['status:read'])).headers)).status).toBe(
      403,
    )
    expect((await standingOf(scene, plan.id, person.contactId))?.restore?.by).toBe(`api key ${may.id}`)
    const keep = (payload: object, path = 'keep-out') =>
      api.inject({ method: 'POST', url: `/api/v1/removals/${path}`, payload, headers: may.headers })
    const untilDay = new Date(scene.app.clock.now().getTime() + 30 * dayMs).toISOString().slice(0, 10)
    expect((await keep({ contactIds: [late.contactId], reason, until: '2020-01-01' })).json()).toMatchObject({
      fields: [{ field: 'until' }],
    })
    const made = await keep({ contactIds: [person.contactId], reason, until: untilDay })
    expect(made.statusCode).toBe(201)
    const [{ id } = { id: '' }] = made.json<{ kept: { id: string }[] }>().kept
    expect((await standingOf(scene, plan.id, person.contactId))?.kept.map((hold) => hold.by)).toEqual([
      `api key ${may.id}`,
    ])
    expect([
      (await keep({}, `keep-out/${id}/end`)).statusCode,
      (await keep({}, `keep-out/${id}/end`)).statusCode,
    ]).toEqual([200, 404])
    await api.close()
  })
})
