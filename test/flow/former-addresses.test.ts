import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channels } from '../../src/domain/channel.ts'
import { openPublicServer } from '../../src/http/public-server.ts'
import { loadOwnActs } from '../../src/store/decisions.ts'
import { insertLift } from '../../src/store/lifts.ts'
import { insertMailboxMessage } from '../../src/store/mailbox.ts'
import { insertAnswer } from '../../src/store/questionnaires.ts'
import { insertToolActs } from '../../src/store/tool-acts.ts'
import { linkFor } from '../support/person.ts'
import { until } from '../support/until.ts'
import { waitingPlan } from './removal-steps.ts'
import { openScene, type Scene, type SeedPerson } from './scene.ts'

/** Somebody to whom a CRM gives a new address stays who they are: their noes and their acts go with them (DESIGN I2 and I5; docs/decisions/0024). */
let scene: Scene
let turn = 0
const dayMs = 86_400_000
const everyCell = channels.toSorted((a, b) => (a < b ? -1 : 1))

const onlyAt = (where: SeedPerson['where']) => scene.somebody((one) => one.where === where && one.life === 'recent')
const hashOf = (email: string) => scene.app.keys.hashEmail(email)
const holderOf = async (email: string) => (await scene.app.pool.query<{ id: string }>(
  'select r.contact_id as id from record_identities ri join remote_records r on r.id = ri.record_id where ri.identity_hash = $1 and r.gone_at is null', [hashOf(email)])).rows[0]?.id
/** What stands on an address: each channel with the no behind it. */
const standing = async (email: string) => (await scene.app.pool.query<{ channel: string; no: string }>('select channel, objection_id as no from suppressions where identity_hash = $1 order by channel', [hashOf(email)])).rows
const verdictAt = async (email: string) => (await scene.app.pool.query<{ verdict: string; rule: string }>('select verdict, rule from decisions where contact_id = $1', [await holderOf(email)])).rows[0]
const noesOf = async (contactId: string | undefined) => (await scene.app.pool.query<{ id: string; door: string }>('select id, door from objections where contact_id = $1 order by number', [contactId])).rows

/** HubSpot gives the person another address in the place of theirs; waits until that was read. */
const move = async (person: SeedPerson): Promise<string> => {
  const email = `moved.${++turn}@nouveau.example.test`
  await scene.act('hubspot', 'update-contact', { id: person.hubspotIds[0], properties: { email } })
  await until('the new address is read', async () => {
    await scene.poll()
    return (await holderOf(email)) !== undefined
  })
  return email
}

describe('a no, where a CRM gives the person a new address', () => {
  describe('and may not be written to', () => {
    beforeAll(async () => {
      scene = await openScene({ granted: false, broker: false })
    })
    afterAll(() => scene.close())

    it('stands for the new address', async () => {
      const person = onlyAt('hubspot')
      const no = await scene.object(person.email)
      const email = await move(person)
      await until('the verdict follows', async () => (await verdictAt(email))?.rule === 'F1')
      expect({ verdict: await verdictAt(email), standing: await standing(email), noes: await noesOf(await holderOf(email)) }).toEqual({
        verdict: { verdict: 'BLOCK', rule: 'F1' }, standing: everyCell.map((channel) => ({ channel, no: no.id })), noes: [{ id: no.id, door: 'rest' }],
      })
    })

    it('stands for the record that goes another way, where both CRMs had the address', async () => {
      const person = onlyAt('both')
      const no = await scene.object(person.email)
      const email = await move(person)
      expect([await holderOf(email) === await holderOf(person.email), await standing(email), await standing(person.email)]).toEqual([false, ...Array.from({ length: 2 }, () => everyCell.map((channel) => ({ channel, no: no.id })))])
    })

    it('stands behind a shared mailbox, which stays free for everybody else', async () => {
      const person = onlyAt('hubspot')
      const no = await scene.object(person.email)
      await scene.act('hubspot', 'update-contact', { id: person.hubspotIds[0], properties: { email: `info@shared-${++turn}.example.test` } })
      const email = `info@shared-${turn}.example.test`
      await until('the shared mailbox is read', async () => {
        await scene.poll()
        return (await verdictAt(email))?.rule === 'F1'
      })
      expect([await verdictAt(email), await standing(email), (await noesOf(await holderOf(email))).map(({ id }) => id)]).toEqual([{ verdict: 'BLOCK', rule: 'F1' }, [], [no.id]])
    })

    it('does not come back with the next address once the person took it back', async () => {
      const person = onlyAt('hubspot')
      const no = await scene.object(person.email)
      const second = await move(person)
      const at = scene.app.clock.now()
      const mailId = randomUUID()
      await scene.app.pool.query(`insert into person_mails (id, kind, contact_id, identity_hash, language, subject, body, masked, wanted, expires_at, created_at) values ($1, 'opt-in', $2, $3, 'en', 's', 'b', 'm', '{}', $4, $4)`, [mailId, await holderOf(second), hashOf(second), at])
      await insertLift(scene.app.pool, { id: randomUUID(), mailId, contactId: (await holderOf(second)) ?? '', identityHash: hashOf(second), scopes: channels.map((channel) => ({ channel, kind: '' })), evidence: {} }, at, at)
      const third = await move(person)
      expect({ second: await standing(second), third: await standing(third), first: (await standing(person.email)).map((row) => row.no === no.id) }).toEqual({ second: [], third: [], first: everyCell.map(() => true) })
      await scene.run()
      expect((await verdictAt(third))?.rule).not.toBe('F1')
      // Who says no again under whatever address says it anew.
      const again = await scene.object(person.email)
      expect({ repeated: again.repeated, third: await standing(third) }).toEqual({ repeated: false, third: everyCell.map((channel) => ({ channel, no: again.id })) })
    })
  })

  describe('and may be written to', () => {
    beforeAll(async () => {
      scene = await openScene({ broker: false })
    })
    afterAll(() => scene.close())

    it('is the same no, written to the new address and found by nobody a second time', async () => {
      const person = onlyAt('hubspot')
      const no = await scene.object(person.email)
      await scene.untilCarried(no.id, { hubspot: 'applied' })
      const email = await move(person)
      await until('HubSpot blocks the new address', () => scene.optedOut(email))
      await scene.untilCarried(no.id, { hubspot: 'applied' })
      expect({ standing: await standing(email), noes: await noesOf(await holderOf(email)) }).toEqual({ standing: everyCell.map((channel) => ({ channel, no: no.id })), noes: [{ id: no.id, door: 'rest' }] })
    })

    it.each([
      ['by the link of an old mail', 'one-click', async (person: SeedPerson, token: string) => {
        const pages = await openPublicServer(scene.app)
        expect((await pages.inject({ method: 'POST', url: `/u/${token}/one-click`, payload: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).statusCode).toBe(200)
        await pages.close()
      }],
      ['by the old address', 'rest', async (person: SeedPerson) => {
        await scene.object(person.email)
      }],
    ] as const)('is heard when it comes later, %s', async (_how, door, sayNo) => {
      const person = onlyAt('hubspot')
      const { token } = await linkFor(scene.app, person.email)
      const email = await move(person)
      await sayNo(person, token)
      await until('HubSpot blocks the new address', () => scene.optedOut(email))
      const [no, ...more] = await noesOf(await holderOf(email))
      expect([no?.door, more]).toEqual([door, []])
      await scene.untilCarried(no?.id ?? '', { hubspot: 'applied' })
      await until('the verdict follows', async () => (await verdictAt(email))?.rule === 'F1')
    })

    it('is only theirs who hold the address by then', async () => {
      const person = onlyAt('hubspot')
      const email = await move(person)
      await scene.act('hubspot', 'create-contact', { properties: { email: person.email, firstname: 'Nora', lastname: 'Nachfolgerin' } })
      await until('the successor is read', async () => {
        await scene.poll()
        return (await holderOf(person.email)) !== undefined
      })
      const no = await scene.object(person.email)
      await scene.untilCarried(no.id, { hubspot: 'applied' })
      await scene.act('hubspot', 'update-contact', { id: person.hubspotIds[0], properties: { jobtitle: 'Head of Anything' } })
      await scene.poll()
      expect({ said: no.contactId === (await holderOf(person.email)), standing: await standing(email), noes: await noesOf(await holderOf(email)), optedOut: await scene.optedOut(email) }).toEqual({ said: true, standing: [], noes: [], optedOut: false })
    })

    it('leaves nothing for an independent check to find', async () => {
      await scene.settle()
      expect((await scene.check()).violations).toEqual([])
    })
  })
})

describe('what somebody does', () => {
  beforeAll(async () => {
    scene = await openScene({ granted: false, broker: false })
    const at = scene.app.clock.now()
    await scene.app.pool.query('insert into questionnaires (id, slug, connection_id, open, created_at) values ($1, $2, $1, true, $3)', [scene.hubspotId, 'stand', at])
    await scene.app.pool.query(`insert into questionnaire_versions (id, questionnaire_id, number, form, content, hash, author, created_at) values ($1, $1, 1, '{}', '{}', '', 'a', $2)`, [scene.hubspotId, at])
  })
  afterAll(() => scene.close())

  const latest = async (email: string) => (await loadOwnActs(scene.app.pool, [(await holderOf(email)) ?? ''], scene.app.clock.now())).map(({ kind, at }) => ({ kind, at }))
  const daysAgo = (days: number) => new Date(scene.app.clock.now().getTime() - days * dayMs)
  const reply = (email: string, receivedAt: Date) => insertMailboxMessage(scene.app.pool, {
    id: randomUUID(), connectionId: scene.hubspotId, dedupeKey: randomUUID(), receivedAt, verdicts: ['neutral'], rules: [], confidence: 1, fault: null, sealed: 'x', keepUntil: receivedAt, actedHash: hashOf(email),
  }, scene.app.clock.now())
  const click = (email: string, at: Date) => insertToolActs(scene.app.pool, 'Brevo', [{ hash: hashOf(email), kind: 'click', at }], scene.app.clock.now())
  const answer = async (email: string, givenAt: Date) => insertAnswer(scene.app.pool, {
    id: randomUUID(), versionId: scene.hubspotId, language: 'fr', contactId: (await scene.app.pool.query<{ id: string }>('select id from contacts order by id limit 1')).rows[0]?.id ?? '', identityHash: hashOf(email), givenAt,
  }, scene.app.clock.now())
  const succeeded = async (email: string) => {
    await scene.act('hubspot', 'create-contact', { properties: { email, firstname: 'Nora', lastname: 'Nachfolgerin' } })
    await until('the successor is read', async () => {
      await scene.poll()
      return (await holderOf(email)) !== undefined
    })
  }

  it.each([['reply', reply], ['click', click], ['form', answer]] as const)('under the old address counts, before and after it left: a %s', async (kind, act) => {
    const person = onlyAt('hubspot')
    const before = daysAgo(20)
    await act(person.email, before)
    const email = await move(person)
    const seen = [await latest(email)]
    const after = daysAgo(0)
    await act(person.email, after)
    seen.push(await latest(email))
    await scene.run()
    expect({ seen, decided: (await scene.app.pool.query('select last_act_kind as kind, last_act_at as at from decisions where contact_id = $1', [await holderOf(email)])).rows }).toEqual({ seen: [[{ kind, at: before }], [{ kind, at: after }]], decided: [{ kind, at: after }] })
  })

  it.each([['reply', reply], ['click', click], ['form', answer]] as const)('under an address that somebody else holds since is theirs: a %s', async (kind, act) => {
    const person = onlyAt('hubspot')
    const before = daysAgo(30)
    await act(person.email, before)
    const email = await move(person)
    await succeeded(person.email)
    await scene.advance(dayMs)
    const after = daysAgo(0)
    await act(person.email, after)
    expect([await latest(email), await latest(person.email)]).toEqual([[{ kind, at: before }], [{ kind, at: after }]])
  })
})

it('keeps the part of somebody that got a new address while the other part is active, until both are silent', async () => {
  scene = await openScene({ broker: false })
  try {
    await scene.run()
    const newPlan = async () => {
      await scene.run()
      const plan = await waitingPlan(scene)
      return { ids: (await scene.app.pool.query<{ id: string }>('select contact_id as id from removal_items where plan_id = $1 and state = $2 order by 1', [plan.id, 'planned'])).rows.map(({ id }) => id), maybe: plan.guards.find(({ name }) => name === 'maybe')?.count ?? 0 }
    }
    const before = await newPlan()
    const person = scene.people.find((one) => one.where === 'both' && one.life === 'silent' && !one.role && one.otherLast === null && one.duplicate === 'none' && !one.alsoLead && (one.salesforceIds[0] ?? '').startsWith('003'))
    if (person === undefined) throw new Error('nobody silent is in both')
    expect(before.ids).toContain(await holderOf(person.email))
    const email = await move(person)
    const parts = [await holderOf(email), await holderOf(person.email)].map(String)
    expect((await newPlan()).ids).toEqual(expect.arrayContaining(parts))
    await scene.act('salesforce', 'inbound-email', { id: person.salesforceIds[0] })
    await scene.poll()
    const during = await newPlan()
    expect({ parts: parts.filter((id) => during.ids.includes(id)), maybe: during.maybe - before.maybe }).toEqual({ parts: [], maybe: 1 })
  } finally {
    await scene.close()
  }
})
