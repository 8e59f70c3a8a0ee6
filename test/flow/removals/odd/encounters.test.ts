import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JudgedOutcome } from '../../../../src/domain/inactivity/encounters.ts'
import { recordData } from '../../../../src/http/documents/access-pack-data.ts'
import { personContent } from '../../../../src/http/documents/evidence/evidence-person-paper.ts'
import { wordsIn } from '../../../../src/http/documents/paper/paper-words.ts'
import { accessPack, factsHeld } from '../../../../src/operations/evidence/access-pack.ts'
import { personFiles, subjectOf, type PersonEvidence } from '../../../../src/operations/evidence/evidence-person.ts'
import { approveRemoval } from '../../../../src/operations/removals/approve-removal.ts'
import { changeSettings } from '../../../../src/operations/settings/save-settings.ts'
import { confirmProposal } from '../../../../src/operations/settings/setting-proposals.ts'
import { listPlans } from '../../../../src/store/removals/removals.ts'
import { consoleOf } from '../../../support/console-pages.ts'
import { openScene, type Scene } from '../../../support/scene.ts'
import { until } from '../../../support/until.ts'
import { fatesIn, makersOf, type Makers } from './odd-makers.ts'

const dayMs = 86_400_000
const at = (name: string) => `${name}@encounters.example.test`
const spoke = 'f240bbac-87c9-4f6e-bf70-924b57d47db7'
const voicemail = 'b2cf5968-551e-4856-9783-52b3da59a7d0'
const ownOutcome = { id: '7c1f0000-1111', label: 'Termin vereinbart' }

/** Somebody silent in both systems but for what stands beside their records. */
interface OddPerson {
  name: string
  fate: string
  later: (make: Makers, ids: { hubspot: string; contact: string }, inDays: (days: number) => string) => Promise<unknown>
}

const call =
  (properties: object, inDays = -100): OddPerson['later'] =>
  (make, { hubspot }, moment) =>
    make.object('calls', { hs_timestamp: moment(inDays), ...properties }, [hubspot])
const meeting =
  (properties: object, inDays = -100): OddPerson['later'] =>
  (make, { hubspot }, moment) =>
    make.object('meetings', { hs_timestamp: moment(inDays), ...properties }, [hubspot])
const task =
  (fields: object): OddPerson['later'] =>
  (make, { contact }, moment) =>
    make.row('Task', {
      WhoId: contact,
      TaskSubtype: 'Call',
      Status: 'Completed',
      ActivityDate: moment(-100).slice(0, 10),
      ...fields,
    })
const outbound = { hs_call_direction: 'OUTBOUND' }

const people: readonly OddPerson[] = [
  { name: 'nothing at all', fate: 'goes', later: async () => undefined },
  { name: 'called us, at Salesforce', fate: 'within the term', later: task({ CallType: 'Inbound' }) },
  { name: 'called us, in HubSpot', fate: 'within the term', later: call({ hs_call_direction: 'INBOUND' }) },
  { name: 'called us before the term', fate: 'goes', later: call({ hs_call_direction: 'INBOUND' }, -1_130) },
  {
    name: 'voicemail with a note',
    fate: 'goes',
    later: call({ ...outbound, hs_call_disposition: voicemail, hs_call_body: 'x' }),
  },
  { name: 'spoke, without a note', fate: 'goes', later: call({ ...outbound, hs_call_disposition: spoke }) },
  {
    name: 'spoke, with a note',
    fate: 'within the term',
    later: call({ ...outbound, hs_call_disposition: spoke, hs_call_body: 'Wants a quote' }),
  },
  {
    name: 'an outcome that nobody judged',
    fate: 'encounter',
    later: call({ ...outbound, hs_call_disposition: ownOutcome.id, hs_call_body: 'Ok' }),
  },
  {
    name: 'an outcome that nobody judged, too old to matter',
    fate: 'goes',
    later: call({ ...outbound, hs_call_disposition: ownOutcome.id, hs_call_body: 'Ok' }, -1_130),
  },
  {
    name: 'a German disposition that nobody judged',
    fate: 'encounter',
    later: task({ CallType: 'Outbound', CallDisposition: 'gesprochen', Description: 'Angebot' }),
  },
  { name: 'no-show', fate: 'goes', later: meeting({ hs_meeting_outcome: 'NO_SHOW' }) },
  {
    name: 'a meeting that was held, with a note',
    fate: 'within the term',
    later: meeting({ hs_meeting_outcome: 'COMPLETED', hs_internal_meeting_notes: 'Saw the demo' }),
  },
  { name: 'a meeting to come', fate: 'goes', later: meeting({ hs_meeting_outcome: 'SCHEDULED' }, 30) },
  { name: 'a past meeting without an outcome', fate: 'encounter', later: meeting({ hs_meeting_outcome: 'SCHEDULED' }) },
  {
    name: 'a private event of someone else',
    fate: 'unknown',
    later: (make, { contact }, moment) =>
      make.row('Event', { WhoId: contact, StartDateTime: moment(-50), EndDateTime: moment(-50), IsPrivate: true }),
  },
  {
    name: 'a note of an opt-out',
    fate: 'pending',
    later: call({ ...outbound, hs_call_disposition: voicemail, hs_call_body: 'Möchte keine Anrufe mehr.' }),
  },
]

describe('calls and meetings beside the records', () => {
  let scene: Scene
  let fates: ReadonlyMap<string, string>
  const ids: { hubspot: string; contact: string }[] = []
  const fateOf = (name: string) =>
    fates.get(at(`p${people.findIndex((person) => person.name === name)}`)) ?? 'within the term'
  const judge = (connector: string, outcomes: Omit<JudgedOutcome, 'by' | 'on'>[]) =>
    changeSettings(scene.app, scene.admin, (current) => ({
      ...current,
      encounterOutcomes: {
        ...current.encounterOutcomes,
        [connector]: outcomes.map((one) => ({ ...one, by: scene.admin.email, on: '2026-01-01' })),
      },
    }))

  beforeAll(async () => {
    scene = await openScene({ contacts: 0, broker: false, settings: { maxRemovalShare: 1 } })
    const make = makersOf(scene)
    await scene.act('hubspot', 'set-disposition', ownOutcome)
    for (const place of people.keys())
      ids.push({ hubspot: await make.hubspot(at(`p${place}`)), contact: await make.contact(at(`p${place}`)) })
    await scene.poll()
    await scene.advance(38 * 31 * dayMs)
    const now = scene.app.clock.now().getTime()
    for (const [place, { later }] of people.entries())
      await later(make, ids[place] ?? { hubspot: '', contact: '' }, (days) =>
        new Date(now + days * dayMs).toISOString(),
      )
    await scene.poll()
    await scene.run()
    fates = await fatesIn(scene)
  }, 300_000)
  afterAll(() => scene.close())

  it.each(people.map(({ name, fate }) => [name, fate] as const))('%s: %s', (name, fate) => {
    expect(fateOf(name)).toBe(fate)
  })

  it('ask once about a note that reports an opt-out', async () => {
    const { rows } = await scene.app.pool.query(`select kind, due_on is not null as due from reviews`)
    expect(rows).toEqual([{ kind: 'crm-note', due: true }])
  })

  it('are asked about on Today and in the settings, and told to the person', async () => {
    const pages = await consoleOf(scene, scene.admin)
    expect(await pages.get('/')).toContain('kept until someone says what the outcome of a call or meeting means')
    const settings = await pages.get('/settings/encounters')
    for (const shown of ['Termin vereinbart', 'gesprochen', 'SCHEDULED']) expect(settings).toContain(shown)
    await pages.close()
    const place = people.findIndex(({ name }) => name === 'spoke, with a note')
    const { rows } = await scene.app.pool.query<{ id: string }>(
      'select contact_id as id from remote_records where remote_id = $1',
      [ids[place]?.hubspot],
    )
    const { contacts } = await factsHeld(scene.app, [rows[0]?.id ?? ''], [], scene.app.clock.now())
    const told = contacts.flatMap(({ records }) => records.flatMap(({ encounters }) => encounters))
    expect(told).toEqual([
      {
        kind: 'call',
        at: expect.any(String),
        outcome: 'Connected',
        noted: true,
        judged: 'call-answered',
        readAt: expect.any(String),
      },
    ])
  })

  it('stand in the papers of the person, with whether a note exists and never what it says', async () => {
    const place = people.findIndex(({ name }) => name === 'spoke, with a note')
    const { rows } = await scene.app.pool.query<{ id: string }>(
      'select contact_id as id from remote_records where remote_id = $1',
      [ids[place]?.hubspot],
    )
    const contact = rows[0]?.id ?? ''
    const subject = await subjectOf(scene.app, { contactId: contact })
    const head = { number: 'E-2026-01', issuedAt: scene.app.clock.now() }
    for (const [language, said] of [
      ['en', '(Connected), a note exists there, whose text is not kept here, counts as activity (read on '],
      ['fr', '(Connected), une note y existe, dont le texte n’est pas gardé ici, compte comme activité (lu le '],
    ] as const) {
      const words = wordsIn(language, 'Europe/Paris')
      let paper = ''
      const taken = async (facts: PersonEvidence) => {
        paper = JSON.stringify(personContent(words, facts)).replaceAll('\u00a0', ' ')
        return Buffer.from('')
      }
      for await (const { path } of personFiles(scene.app, subject, head, { language, paper: taken }))
        if (path !== '') break
      const pack = await accessPack(scene.app, { contactId: contact }, 'a test')
      const access = pack === null ? '' : JSON.stringify(recordData(words, pack)).replaceAll('\u00a0', ' ')
      expect([paper.includes(said), access.includes(said), JSON.stringify(pack).includes('Wants a quote')]).toEqual([
        true,
        true,
        false,
      ])
    }
  })

  it('count by what the company says of their outcomes, once two people agree', async () => {
    const both = async () => {
      await scene.run()
      fates = await fatesIn(scene)
      return [fateOf('a German disposition that nobody judged'), fateOf('an outcome that nobody judged')]
    }
    const confirm = async () => {
      const { rows } = await scene.app.pool.query<{ id: string }>(
        `select id from setting_proposals where state = 'waiting'`,
      )
      await confirmProposal(scene.app, scene.dpo, rows[0]?.id ?? '')
    }
    const disposition = { field: 'Task.CallDisposition', value: 'gesprochen', label: 'gesprochen' }
    const outcome = { field: 'hs_call_disposition', value: ownOutcome.id, label: ownOutcome.label }
    await judge('salesforce', [{ ...disposition, means: 'took-part' }])
    expect(await both()).toEqual(['encounter', 'encounter'])
    await confirm()
    await judge('hubspot', [{ ...outcome, means: 'not' }])
    expect(await both()).toEqual(['within the term', 'encounter'])
    await confirm()
    expect(await both()).toEqual(['within the term', 'goes'])
  })

  it('that come after the approval take the person out', async () => {
    const plan = (await listPlans(scene.app.pool, 10)).find(
      ({ kind, state }) => kind === 'silent' && state === 'planned',
    )
    if (plan === undefined) throw new Error('no plan')
    const place = people.findIndex(({ name }) => name === 'nothing at all')
    await makersOf(scene).object(
      'calls',
      { hs_timestamp: scene.app.clock.now().toISOString(), hs_call_direction: 'INBOUND' },
      [ids[place]?.hubspot ?? ''],
    )
    await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
    const leaving = async () =>
      (
        await scene.app.pool.query<{ reason: string }>(
          `select i.reason from removal_items i join remote_records r on r.contact_id = i.contact_id where i.plan_id = $1 and r.remote_id = $2 and i.state = 'taken-out'`,
          [plan.id, ids[place]?.hubspot],
        )
      ).rows
    await until('they left the plan', async () => (await leaving()).length > 0)
    expect(await leaving()).toEqual([{ reason: 'acted' }])
  })
})
