import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessPack } from '../../../../src/operations/evidence/access-pack.ts'
import { confirmProposal } from '../../../../src/operations/settings/setting-proposals.ts'
import { loadSettings } from '../../../../src/store/settings/settings.ts'
import { listPlans, type RemovalPlan } from '../../../../src/store/removals/removals.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import { until } from '../../../support/until.ts'
import { consoleOf } from '../../../support/console-pages.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs } from '../removal-steps.ts'

const actsDueMs = 16 * 60_000

describe('what means customer is the company’s word', () => {
  let scene: Scene
  const newestPlan = async (): Promise<RemovalPlan> => {
    const plan = (await listPlans(scene.app.pool, 20)).find(({ kind }) => kind === 'silent')
    if (plan === undefined) throw new Error('no plan')
    return plan
  }
  interface Planned {
    id: string
    contact: string | null
    hubspot: string | null
  }
  /** Who is in the plan of the inactive now. */
  const planned = async (): Promise<Planned[]> => {
    // A change of an account is looked for with the acts.
    await scene.advance(actsDueMs)
    await scene.run()
    return (
      await scene.app.pool.query<Planned>(
        `select i.contact_id as id, max(r.remote_id) filter (where r.object = 'Contact') as contact, max(r.remote_id) filter (where r.object = 'contact') as hubspot
         from removal_items i join remote_records r on r.contact_id = i.contact_id and r.gone_at is null where i.plan_id = $1 group by 1 order by 1`,
        [(await newestPlan()).id],
      )
    ).rows
  }
  const ids = async () => (await planned()).map(({ id }) => id)
  const kept = async (contactId: string) =>
    (
      await scene.app.pool.query<{ guard: string; what: unknown[] }>(
        'select guard, what from removal_kept where plan_id = $1 and contact_id = $2',
        [(await newestPlan()).id, contactId],
      )
    ).rows[0]
  const stands = async (contactId: string) =>
    (
      await scene.app.pool.query<{ relation: string; means: string | null }>(
        `select relation, relation_means as means from remote_records where contact_id = $1 and gone_at is null and relation_values <> '{}'`,
        [contactId],
      )
    ).rows
  /** Sends the form of the settings with other meanings for these values. */
  const say = async (meanings: Readonly<Record<string, string>>) => {
    const pages = await consoleOf(scene, scene.admin)
    const body = await pages.html('/settings/customers')
    const fields: Record<string, string> = {}
    for (const [, key = '', field = '', value = '', label = '', options = ''] of body.matchAll(
      /name="field-([^"]+)" value="([^"]*)".*?name="value-[^"]+" value="([^"]*)".*?name="label-[^"]+" value="([^"]*)".*?<select(.*?)<\/select>/gsu,
    )) {
      Object.assign(fields, { [`field-${key}`]: field, [`value-${key}`]: value, [`label-${key}`]: label })
      const shown = /value="([^"]*)" selected/u.exec(options)?.[1] ?? ''
      fields[`means-${key}`] = meanings[label] ?? shown
    }
    const location = await pages.send('/settings/customers', '/settings/customers', fields)
    await pages.close()
    return location
  }
  const confirm = async () => {
    const { rows } = await scene.app.pool.query<{ id: string }>(
      `select id from setting_proposals where state = 'waiting' order by created_at desc limit 1`,
    )
    await confirmProposal(scene.app, scene.dpo, rows[0]?.id ?? '')
  }
  let client: Planned
  let platinum: Planned
  let staged: Planned
  let others: string[]
  beforeAll(async () => {
    scene = await openScene({ contacts: 120, broker: false, settings: { maxRemovalShare: 1 } })
    // The same people are due all the while: no day may end in between.
    await scene.advance(dayMs - (scene.app.clock.now().getTime() % dayMs))
    await scene.run()
    const people = await planned()
    const alone = people.filter(({ contact, hubspot }) => contact === null || hubspot === null)
    const [one] = alone.filter(({ contact }) => contact !== null)
    const [two, three] = alone.filter(({ hubspot }) => hubspot !== null)
    if (one === undefined || two === undefined || three === undefined) throw new Error('too few people')
    ;[client, platinum, staged] = [one, two, three]
    others = people.map(({ id }) => id).filter((id) => ![client.id, platinum.id, staged.id].includes(id))
    await scene.act('hubspot', 'set-options', {
      property: 'lifecyclestage',
      options: { 9001: 'Client', 9002: 'Platine' },
    })
    const account = (
      await scene.act('salesforce', 'create', { object: 'Account', fields: { Name: 'Acme', Type: 'Prospect' } })
    )['Id']
    await scene.act('salesforce', 'update', { id: client.contact, fields: { AccountId: account } })
    const stage = (person: Planned, lifecyclestage: string) =>
      scene.act('hubspot', 'update-contact', { id: person.hubspot, properties: { lifecyclestage } })
    await stage(staged, '9001')
    await stage(platinum, '9002')
    await scene.run()
    // The contact itself does not change with its account.
    await scene.act('salesforce', 'update', { id: account, fields: { Type: 'Client' } })
  })
  afterAll(() => scene.close())

  it('keeps a “Client” of either CRM by the proposal, and whoever shows a value that nobody judged', async () => {
    await until('the stages were found', async () => (await ids()).length === others.length)
    expect(await ids()).toEqual(others)
    const value = { means: 'customer', by: null, label: 'Client' }
    expect([await kept(client.id), await kept(staged.id), await kept(platinum.id)]).toEqual([
      {
        guard: 'customer',
        what: [
          { ...value, connectionId: scene.salesforceId, field: 'Account.Type', fieldLabel: 'Type', value: 'Client' },
        ],
      },
      {
        guard: 'customer',
        what: [
          {
            ...value,
            connectionId: scene.hubspotId,
            field: 'lifecyclestage',
            fieldLabel: 'Phase du cycle de vie',
            value: '9001',
          },
        ],
      },
      {
        guard: 'unjudged',
        what: [
          {
            connectionId: scene.hubspotId,
            field: 'lifecyclestage',
            fieldLabel: 'Phase du cycle de vie',
            value: '9002',
            label: 'Platine',
            means: null,
            by: null,
          },
        ],
      },
    ])
    const pages = await consoleOf(scene, scene.admin)
    const plan = await pages.get(`/removals/${(await newestPlan()).id}/kept`)
    expect(plan).toContain('No one has said what “Platine” means (Phase du cycle de vie (lifecyclestage) in HubSpot)')
    expect(plan).toContain('“Client” (Type (Account.Type)) in Salesforce: customer, by the proposal')
    const contact = await pages.get(`/contacts/${client.id}`)
    expect(contact).toContain('customer; “Client” (Type (Account.Type)) in Salesforce: customer, by the proposal')
    // Until somebody answered, it is asked before the first plan.
    expect(await pages.get('/')).toMatch(/What means customer in HubSpot\? \d+ values to confirm/u)
    expect(await pages.get(`/connections/${scene.hubspotId}`)).toMatch(
      /What means customer Never confirmed \d+ values found: \d+ proposed, 1 that no one has judged\./u,
    )
    const pack = await accessPack(scene.app, { contactId: client.id }, 'test')
    expect(pack?.contacts[0]?.records.map(({ relation, relationRests }) => ({ relation, relationRests }))).toEqual([
      {
        relation: 'customer',
        relationRests: [{ field: 'Type', value: 'Client', means: 'customer', proposed: true }],
      },
    ])
    const settings = await pages.get('/settings/customers')
    expect(settings).toMatch(/Platine Phase du cycle de vie \(lifecyclestage\) · stored as 9002 1 person .*? No one /u)
    await pages.close()
  })

  it('keeps whom an earlier version read, until the system was read again', async () => {
    const [someone] = others
    const read = (sql: string) => scene.app.pool.query(sql, [someone])
    // As the migration leaves a record.
    await read(
      `update remote_records set relation_values = null, relation_means = 'unread', content_hash = '' where contact_id = $1`,
    )
    expect(await ids()).toEqual(others.slice(1))
    expect((await kept(someone ?? ''))?.guard).toBe('unjudged')
    await read(
      `update connections set resync_wanted_at = created_at where id in (select connection_id from remote_records where contact_id = $1)`,
    )
    expect(await ids()).toEqual(others)
  })

  it('judges at once, without the systems, what somebody says; to free somebody takes two', async () => {
    expect(await say({ Platine: 'prospect' })).toBe('/settings?saved=proposed#proposals')
    expect(await ids()).toEqual(others)
    await confirm()
    expect(await stands(platinum.id)).toEqual([{ relation: 'none', means: 'prospect' }])
    const { relationValues } = (await loadSettings(scene.app.pool)).settings
    expect(relationValues['hubspot']?.find(({ value }) => value === '9002')).toEqual({
      field: 'lifecyclestage',
      value: '9002',
      label: 'Platine',
      means: 'prospect',
      by: scene.admin.email,
      on: expect.any(String),
    })
    expect(await ids()).toEqual([...others, platinum.id].toSorted())
    // To keep takes one, and takes out of a plan that is under way.
    const plan = await approveAndHold(scene)
    expect(await say({ Platine: 'customer' })).toBe('/settings/customers?saved=customers')
    expect(await stands(platinum.id)).toEqual([{ relation: 'customer', means: 'customer' }])
    await endRestoreWindow(scene)
    await planIs(scene, plan.id, 'done')
    expect(
      (
        await scene.app.pool.query('select state, reason from removal_items where plan_id = $1 and contact_id = $2', [
          plan.id,
          platinum.id,
        ])
      ).rows,
    ).toEqual([{ state: 'taken-out', reason: 'customer' }])
    expect((await scene.audit()).filter(({ act }) => act === 'setting').at(-1)?.details['changed']).toMatchObject({
      relationValues: expect.anything() as unknown,
    })
  })

  it('takes a value that means “former” for an end that nobody knows: the term is assumed', async () => {
    expect(await say({ Platine: 'former' })).toBe('/settings?saved=proposed#proposals')
    await confirm()
    expect(await ids()).toContain(platinum.id)
    const { rows } = await scene.app.pool.query(
      `select detail ->> 'relation' as relation, detail ->> 'relationEndedOn' as ended, detail -> 'endUnknown' as unknown, started_assumed as assumed from decisions where contact_id = $1`,
      [platinum.id],
    )
    expect(rows).toEqual([{ relation: 'none', ended: null, unknown: true, assumed: true }])
    const pages = await consoleOf(scene, scene.admin)
    expect(await pages.get(`/contacts/${platinum.id}`)).toContain('A former customer; no one knows since when.')
    await pages.close()
  })

  it('keeps whoever shows a value that is called otherwise since, and whoever’s type is hidden', async () => {
    await scene.act('hubspot', 'set-options', { property: 'lifecyclestage', options: { 9002: 'Or' } })
    // What the portal says of its properties is remembered for a minute.
    scene.app.memories.clear()
    expect([await ids(), (await kept(platinum.id))?.guard]).toEqual([
      expect.not.arrayContaining([platinum.id]) as unknown,
      'unjudged',
    ])
    expect((await kept(client.id))?.guard).toBe('customer')
    await scene.act('salesforce', 'hide-field', { object: 'Account', field: 'Type' })
    scene.app.memories.clear()
    await scene.act('salesforce', 'update', { id: client.contact, fields: { Department: 'x' } })
    expect(await ids()).not.toContain(client.id)
    // They were a customer when it was seen last.
    expect(await kept(client.id)).toMatchObject({
      guard: 'customer',
      what: [{ field: 'Account.Type', value: null, means: null }],
    })
  })
})
