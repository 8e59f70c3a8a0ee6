import { dayOf } from '../../../src/domain/app/day.ts'
import { dayMs } from '../removals/removal-steps.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PersonSourceForm } from '../../../src/domain/sources/person-source.ts'
import type { Refused } from '../../../src/domain/app/refused.ts'
import { attestList, peopleOfList, sealOfList } from '../../../src/operations/decisions/attest-list.ts'
import { attestPerson } from '../../../src/operations/decisions/attest-person.ts'
import { accessPack } from '../../../src/operations/evidence/access-pack.ts'
import { correctSource } from '../../../src/operations/decisions/added/correct-source.ts'
import { previewSourceChange } from '../../../src/operations/decisions/added/preview-source-change.ts'
import { withdrawSource, type TakenBack } from '../../../src/operations/decisions/added/withdraw-source.ts'
import { contactSources } from '../../../src/store/contacts/contact-view.ts'
import { purgeContacts } from '../../../src/store/removals/purge.ts'
import { findAddedSource, withdrawnSourcesOf, type AddedSource } from '../../../src/store/sources/withdrawn-sources.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { makersOf, type Makers } from '../removals/odd/odd-makers.ts'

/**
 * A source that was added by mistake is taken back or corrected, and everything that rests on it follows
 * (docs/decisions/0066-sources-taken-back.md).
 */
let scene: Scene
let make: Makers
const at = (name: string) => `${name}@taken-back-${name}.example.test`
const idOf = async (name: string) => (await holderOf(scene, at(name))) ?? ''
const file = { name: 'carte.txt', mediaType: 'text/plain', bytes: Buffer.from('Carte de visite') }
const daysAgo = (days: number) => dayOf(new Date(scene.app.clock.now().getTime() - days * dayMs))
const form = (more: Partial<PersonSourceForm> = {}): PersonSourceForm => ({
  kind: 'C2',
  name: 'Carte',
  obtainedOn: daysAgo(10),
  note: 'Ce que montre la pièce.',
  noticeShown: true,
  ...more,
})
const why = { reason: 'wrong-day', why: '' } as const
const verdictOf = async (name: string) => {
  const { rows } = await scene.app.pool.query<{ verdict: string; notice: string }>(
    `select verdict, detail ->> 'noticeState' as notice from decisions where contact_id = $1`,
    [await idOf(name)],
  )
  const [row] = rows
  return [row?.verdict, row?.notice]
}
/** The source that was added to somebody. */
async function addedTo(name: string): Promise<AddedSource> {
  const added = (await contactSources(scene.app.pool, await idOf(name))).flatMap(({ addedId }) => addedId ?? [])
  const source = await findAddedSource(scene.app.pool, added[0] ?? 0)
  if (source === null) throw new Error('no source')
  return source
}
const add = async (name: string, one: PersonSourceForm) =>
  attestPerson(scene.app, scene.dpo, await idOf(name), one, file)
const ask = ({ id, contactId }: AddedSource, more: Partial<TakenBack> = {}): TakenBack => ({
  sourceId: id,
  contactId,
  seal: null,
  ...why,
  ...more,
})
const codeOf = (error: unknown) => (error as Refused<string>).code
const withdraw = (given: TakenBack) => withdrawSource(scene.app, scene.dpo, given).then(String, codeOf)
const correct = (given: TakenBack, one: PersonSourceForm, other: typeof file | null = null) =>
  correctSource(scene.app, scene.dpo, given, one, other).then(String, codeOf)

const names = ['winner', 'one', 'right', 'merged', 'gone', 'twice', 'a', 'b', 'c']
beforeAll(async () => {
  scene = await openScene({ contacts: 0, broker: false })
  make = makersOf(scene)
  for (const name of names)
    await make.hubspot(at(name), { country: 'France', jobtitle: 'DSI', origine_contact: 'import' })
  await untilRead(scene, ...names.map(at))
  await scene.run()
})
afterAll(() => scene.close())

it('counts no more, stays with who took it back and why, and is taken back once', async () => {
  await add('one', form())
  expect(await verdictOf('one')).toEqual(['ALLOW', 'GIVEN_AT_COLLECTION'])
  const source = await addedTo('one')
  const said = { reason: 'no-evidence', why: 'La carte est celle d’un homonyme.' } as const
  const two = await Promise.all([withdraw(ask(source, said)), withdraw(ask(source))])
  expect(two.toSorted()).toEqual(['1', 'withdrawn'])
  expect(await withdraw(ask(source))).toBe('withdrawn')
  expect((await verdictOf('one'))[0]).toBe('QUARANTINE')
  const { app, dpo } = scene
  const pack = await accessPack(app, { contactId: source.contactId }, dpo.email)
  const [withdrawn] = await withdrawnSourcesOf(app.pool, source.contactId)
  const { kind, name, obtainedOn } = source
  const isFirst = withdrawn?.reason === 'no-evidence'
  expect([pack?.contacts[0]?.sources, pack?.contacts[0]?.withdrawnSources]).toEqual([
    [],
    [
      {
        kind,
        name,
        obtainedOn,
        corrected: false,
        withdrawnAt: withdrawn?.at,
        ...(isFirst ? said : why),
      },
    ],
  ])
  const acts = (await scene.audit()).filter((line) => line.act.startsWith('source'))
  expect(acts.map(({ act, actor, contactId, details }) => ({ act, actor, contactId, details }))).toEqual([
    {
      act: 'source',
      actor: dpo.email,
      contactId: source.contactId,
      details: { kind, name, obtainedOn, file: expect.any(String) },
    },
    {
      act: 'source-withdrawn',
      actor: dpo.email,
      contactId: source.contactId,
      details: { kind, name, obtainedOn, people: 1, corrected: false, ...(isFirst ? said : why) },
    },
  ])
  // The same may be added again, and counts again.
  await add('one', form({ obtainedOn: daysAgo(9) }))
  expect((await verdictOf('one'))[0]).toBe('ALLOW')
})

it('is corrected as a whole or not at all, with its file or another one', async () => {
  await add('right', form({ name: 'Salon' }))
  const source = await addedTo('right')
  await add('right', form({ name: 'Autre carte' }))
  const right = form({ kind: 'C6', name: 'Parrainage', obtainedOn: daysAgo(28), noticeShown: false })
  expect([
    await correct(ask(source), form({ name: 'Salon' })),
    await correct(ask(source), { ...right, obtainedOn: daysAgo(-2) }),
    await correct(ask(source), form({ name: 'Autre carte' })),
  ]).toEqual(['same', 'future', 'known'])
  expect((await contactSources(scene.app.pool, source.contactId)).map(({ name }) => name).toSorted()).toEqual([
    'Autre carte',
    'Salon',
  ])
  const other = (await contactSources(scene.app.pool, source.contactId)).find(({ name }) => name === 'Autre carte')
  expect(await withdraw(ask(source, { sourceId: other?.addedId ?? 0 }))).toBe('1')
  expect(await correct(ask(source), right)).toBe('1')
  const states = async () => {
    const [now] = await contactSources(scene.app.pool, source.contactId)
    const [was] = await withdrawnSourcesOf(scene.app.pool, source.contactId)
    return {
      now: [now?.kind, now?.name, now?.obtainedOn, now?.proof, now?.noticeShown],
      was: [was?.kind, was?.name, was?.obtainedOn, was?.isCorrected],
      files: [now?.fileId !== null, was?.fileId !== null],
    }
  }
  expect(await states()).toEqual({
    now: ['C6', 'Parrainage', daysAgo(28), 'attestation', false],
    was: ['C2', 'Salon', daysAgo(10), true],
    files: [true, false],
  })
  // Collected from another: a month to inform them, from the right day on.
  expect(await verdictOf('right')).toEqual(['ALLOW_NOTICE', 'DUE'])
  const late = { ...right, obtainedOn: daysAgo(45) }
  expect(await correct(ask(await addedTo('right')), late)).toBe('1')
  expect(await verdictOf('right')).toEqual(['REVIEW', 'OVERDUE'])
  const again = await addedTo('right')
  expect(await correct(ask(again), { ...right, noticeShown: true }, { ...file, name: 'mail.txt' })).toBe('1')
  expect((await states()).files).toEqual([true, true])
})

it('of someone merged or removed meanwhile is left as it is, and says so', async () => {
  for (const name of ['merged', 'gone', 'twice']) await add(name, form())
  const [source, gone, twice] = [await addedTo('merged'), await addedTo('gone'), await addedTo('twice')]
  await withdraw(ask(twice))
  await purgeContacts(scene.app.pool, [gone.contactId, twice.contactId], { remember: true }, scene.app.clock.now())
  expect([await withdraw(ask(gone)), await correct(ask(gone), form({ kind: 'C3' }))]).toEqual(['gone', 'gone'])
  const { rows } = await scene.app.pool.query(
    'select w.why, w.proof_note, (select count(*)::int from evidence_files f where f.withdrawn_source_id = w.id) as files from withdrawn_sources w where w.contact_id = $1',
    [twice.contactId],
  )
  expect(rows).toEqual([{ why: '', proof_note: null, files: 0 }])
  const taken = ask(source)
  await add('merged', form({ kind: 'C3' }))
  const before = (await contactSources(scene.app.pool, source.contactId)).find(({ kind }) => kind === 'C3')
  expect(await withdraw(ask(source, { sourceId: before?.addedId ?? 0 }))).toBe('1')
  const { rows: records } = await scene.app.pool.query<{ id: string; email: string }>(
    `select r.remote_id as id, i.value as email from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where i.value = any($1)`,
    [[at('merged'), at('winner')]],
  )
  const record = (name: string) => records.find(({ email }) => email === at(name))?.id ?? ''
  await scene.act('hubspot', 'merge', { primaryId: record('winner'), mergeId: record('merged') })
  await until('they are one', async () => {
    await scene.poll()
    return (await idOf('winner')) === (await idOf('merged'))
  })
  const moved = await addedTo('winner')
  expect([moved.contactId === source.contactId, await withdraw(taken)]).toEqual([false, 'moved'])
  expect(await withdraw(ask(moved))).toBe('1')
  expect((await withdrawnSourcesOf(scene.app.pool, moved.contactId)).map(({ id }) => id)).toEqual([
    source.id,
    before?.addedId,
  ])
})

it('of a list is taken back for one of them, or for everyone who was shown', async () => {
  const list = `ids=${[await idOf('a'), await idOf('b'), await idOf('c')].join(',')}`
  const people = await peopleOfList(scene.app, list)
  await attestList(scene.app, scene.dpo, { list, seal: sealOfList(people) }, form({ kind: 'C4', name: 'Salon' }), file)
  const verdicts = async () => (await Promise.all(['a', 'b', 'c'].map(verdictOf))).map(([verdict]) => verdict)
  await until('the list is judged', async () => (await verdicts()).every((verdict) => verdict === 'ALLOW'))
  const source = await addedTo('a')
  const preview = { whole: true, form: null }
  const { seal, ...shift } = await previewSourceChange(scene.app, source, preview)
  expect(shift).toEqual({
    people: 3,
    changed: 3,
    toInform: 3,
    shifts: [{ from: 'ALLOW', to: 'QUARANTINE', people: 3 }],
  })
  expect(await withdraw(ask(source))).toBe('1')
  expect(await verdicts()).toEqual(['QUARANTINE', 'ALLOW', 'ALLOW'])
  const other = await addedTo('b')
  expect(await withdraw(ask(other, { seal }))).toBe('changed')
  const right = form({ kind: 'C4', name: 'Salon de Lyon', noticeShown: false })
  const next = await previewSourceChange(scene.app, other, { whole: true, form: right })
  expect(next).toEqual({
    people: 2,
    changed: 2,
    toInform: 2,
    seal: expect.any(String),
    shifts: [{ from: 'ALLOW', to: 'ALLOW_NOTICE', people: 2 }],
  })
  expect(await correct(ask(other, { seal: next.seal }), right)).toBe('2')
  await until('both are to be informed', async () =>
    (await Promise.all(['b', 'c'].map(verdictOf))).every(([verdict]) => verdict === 'ALLOW_NOTICE'),
  )
  const { rows } = await scene.app.pool.query(
    'select d.name, count(f.id)::int as files from source_dossiers d join evidence_files f on f.source_dossier_id = d.id group by 1 order by 1',
  )
  expect(rows).toEqual([
    { name: 'Salon', files: 1 },
    { name: 'Salon de Lyon', files: 1 },
  ])
})
