import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseMasterKey } from '../../../src/crypto/envelope.ts'
import { dayOf } from '../../../src/domain/app/day.ts'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { backUp, type Restored } from '../../../src/operations/backup/back-up.ts'
import { erasureLetter } from '../../../src/operations/removals/erasure/erasure-letter.ts'
import { endHold, holdContact } from '../../../src/operations/objections/hold-contact.ts'
import { issueCertificate } from '../../../src/operations/removals/issue-certificate.ts'
import { endKeeping, keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { openErasure } from '../../../src/operations/removals/erasure/open-erasure.ts'
import { insertAudit } from '../../../src/store/app/audit.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import { loadOwnActs } from '../../../src/store/decisions/facts.ts'
import { findErasure } from '../../../src/store/removals/erasure-requests.ts'
import { insertLegalHold, listLegalHolds } from '../../../src/store/removals/legal-holds.ts'
import { insertQuestionnaireAnswer } from '../../../src/store/consents/questionnaires.ts'
import { until } from '../../support/until.ts'
import { holderOf, untilRead } from '../contacts/address-steps.ts'
import { approveAndHold, dayMs, endRestoreWindow, planIs, waitingPlan } from '../removals/removal-steps.ts'
import { openScene, type Scene } from '../../support/scene.ts'
import { putBack, untilJournaled } from './put-back.ts'

const wish = { identity: { how: 'own-address', words: '' }, door: 'post', kept: null } as const
const ofList = { purpose: 'legal', kind: 'list', name: 'x', until: null, author: 'a test' } as const

/**
 * What can be proved of a removal survives the loss of the database that carried it out
 * (docs/reference/promises.md#journal; docs/decisions/0016).
 */
let scene: Scene
let folder: string
let file: string
let journalFolder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lawbase-restored-'))
  file = join(folder, 'old.lbb')
  journalFolder = join(folder, 'journal')
  mkdirSync(journalFolder)
  scene = await openScene({ contacts: 300, broker: false, journalFolder })
  await scene.run()
})
afterEach(async () => {
  await scene.close()
  rmSync(folder, { recursive: true, force: true })
})

async function restore(): Promise<Restored> {
  await untilJournaled(scene)
  const restored = await putBack(scene, { file, folder, journalFolder })
  await scene.startWorking()
  // Its refresh token changes with each use: that of the backup may be an old one.
  await until(
    'Salesforce was read whole, or waits for the admin',
    async () =>
      (
        await scene.app.pool.query(
          `select 1 from connections where connector = 'salesforce' and (restored_at is null or state = 'needs-reauthorisation')`,
        )
      ).rowCount === 1,
  )
  await scene.connectSalesforce()
  await until(
    'both were read whole',
    async () => (await scene.app.pool.query('select 1 from connections where restored_at is not null')).rowCount === 0,
  )
  return restored
}

it.each(['held', 'approved'])(
  'gives the certificate and the letter again of what was carried out after the backup that knows it as %s',
  async (state) => {
    const plan = state === 'held' ? await approveAndHold(scene) : await waitingPlan(scene)
    const today = dayOf(scene.app.clock.now())
    const { email } = scene.somebody((one) => one.where === 'both')
    const contactId = (await holderOf(scene, email)) ?? ''
    await scene.stopWorking()
    if (state === 'approved') await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
    const erasureId = await openErasure(
      scene.app,
      { contactId, reviewId: null, decision: { ...wish, receivedOn: today, dueOn: today } },
      scene.dpo,
    )
    await backUp(scene.app, file, parseMasterKey(scene.place.masterKey), 'a test')
    await scene.startWorking()
    const erasurePlan = (await findErasure(scene.app.pool, erasureId))?.planId ?? ''
    const carriedOut = async () => {
      await planIs(scene, erasurePlan, 'done')
      await planIs(scene, plan.id, 'done')
      const proofs = []
      for (const id of [plan.id, erasurePlan]) {
        const { removed, refused, root, addresses, approvals, systems } = (
          await issueCertificate(scene.app, id, 'a test')
        ).certificate
        proofs.push({
          removed,
          refused,
          root,
          addresses,
          approvals,
          systems: systems.map(({ related: _counted, ...system }) => system),
        })
      }
      return {
        proofs,
        letter: (await erasureLetter(scene.app, erasureId, 'a test'))?.systems.map(
          ({ name, records, removed, erased }) => ({ name, records, removed, erased }),
        ),
      }
    }
    await planIs(scene, plan.id, 'held')
    await endRestoreWindow(scene)
    const before = await carriedOut()
    expect([before.proofs.map(({ removed, addresses }) => removed > 0 && addresses > 0), before.letter]).toEqual([
      [true, true],
      [
        { name: 'HubSpot', records: 1, removed: 1, erased: 1 },
        { name: 'Salesforce', records: 1, removed: 1, erased: 1 },
      ],
    ])
    await restore()
    await scene.advance(61_000)
    expect(await carriedOut()).toEqual(before)
  },
)

it('keeps whoever acted on our own pages, asked for a break or is kept by law since the backup', async () => {
  const { app } = scene
  const at = app.clock.now()
  await app.pool.query(
    'insert into questionnaires (id, slug, connection_id, open, created_at) values ($1, $2, $1, true, $3)',
    [scene.hubspotId, 'stand', at],
  )
  await app.pool.query(
    `insert into questionnaire_versions (id, questionnaire_id, number, form, content, hash, author, created_at) values ($1, $1, 1, '{}', '{"event":"Stand"}', '', 'a', $2)`,
    [scene.hubspotId, at],
  )
  const silent = () =>
    scene.people.filter(
      (one) =>
        one.where !== 'salesforce' &&
        one.life === 'silent' &&
        one.optOut === 'none' &&
        !one.role &&
        one.otherLast === null &&
        one.duplicate === 'none' &&
        !one.alsoLead,
    )
  const [answers, pauses, resumes, sued] = silent().map(({ email }) => email) as [string, string, string, string]
  const emails = [answers, pauses, resumes, sued]
  const idOf = async (email: string) => (await holderOf(scene, email)) ?? ''
  const going = async () => {
    const { rows } = await app.pool.query<{ id: string }>(
      'select contact_id as id from removal_items where plan_id = $1',
      [(await waitingPlan(scene)).id],
    )
    return (await Promise.all(emails.map(idOf))).map((id) => rows.some((row) => row.id === id))
  }
  expect(await going()).toEqual(emails.map(() => true))
  await backUp(app, file, parseMasterKey(scene.place.masterKey), 'a test')

  await scene.advance(dayMs)
  const answerId = randomUUID()
  await insertQuestionnaireAnswer(
    app.pool,
    {
      id: answerId,
      versionId: scene.hubspotId,
      language: 'fr',
      contactId: await idOf(answers),
      identityHash: app.keys.hashEmail(answers),
      givenAt: app.clock.now(),
      country: null,
    },
    app.clock.now(),
  )
  await insertAudit(app.pool, [{ actId: `consent:${answerId}`, act: 'consent', actor: 'the person' }], app.clock.now())
  const day = dayOf(new Date(app.clock.now().getTime() + 90 * dayMs))
  const pause = async (email: string) =>
    inTransaction(app.pool, async (sql) =>
      holdContact(app, sql, { contactId: await idOf(email), reason: 'pause', until: day, actor: 'the person' }),
    )
  await pause(pauses)
  const ended = await pause(resumes)
  await scene.advance(dayMs)
  await inTransaction(app.pool, (sql) => endHold(app, sql, ended, 'the person'))
  const law = [
    await keepByLaw(
      app,
      scene.dpo,
      { contactId: await idOf(sued) },
      { reason: 'A dispute with Anne Roy.', until: day },
    ),
    await keepByLaw(app, scene.dpo, { domain: 'acme.example' }, { reason: 'A dispute with them.', until: '' }),
  ]
  await endKeeping(
    app,
    scene.dpo,
    await keepByLaw(app, scene.dpo, { contactId: await idOf(sued) }, { reason: 'Another dispute.', until: '' }),
  )
  // One of two people of a list came after the backup.
  await scene.act('hubspot', 'create-contact', {
    properties: { email: 'late@exemple.example.test', firstname: 'Nora', lastname: 'Spaet' },
  })
  await untilRead(scene, 'late@exemple.example.test')
  const listed = randomUUID()
  await insertLegalHold(
    app.pool,
    { id: listed, ...ofList, reason: 'A list of people.' },
    [await idOf('late@exemple.example.test'), await idOf(sued)],
    app.clock.now(),
  )
  await insertAudit(app.pool, [{ actId: `legal-hold:${listed}`, act: 'legal-hold', actor: 'a test' }], app.clock.now())
  const standing = async () => ({
    acts: (await loadOwnActs(app.pool, await Promise.all(emails.map(idOf)), app.clock.now())).map(
      ({ kind, at: when }) => [kind, when],
    ),
    breaks: (
      await app.pool.query('select id, contact_id, reason, until, actor, created_at, ended_at from holds order by id')
    ).rows,
    law: (await listLegalHolds(app.pool, dayOf(app.clock.now()))).map(({ id, kind, name, until: end, people }) => ({
      id,
      kind,
      name,
      end,
      people,
    })),
  })
  const before = await standing()
  expect([before.acts.length, before.breaks.length, before.law.map(({ id }) => id).toSorted()]).toEqual([
    3,
    2,
    [...law, listed].toSorted(),
  ])
  const held = async () =>
    [(await scene.contact(silent().find(({ email }) => email === pauses)?.hubspotIds[0] ?? ''))['properties']].map(
      (fields) => (fields as Record<string, unknown>)['lawbase_hold_until'],
    )
  await until('the break is written', async () => (await held())[0] === day)
  const { replayed } = await restore()
  expect([replayed?.unheld, await standing()]).toEqual([
    1,
    { ...before, law: before.law.map((hold) => (hold.id === listed ? { ...hold, name: '', people: 1 } : hold)) },
  ])
  const text = readdirSync(journalFolder)
    .map((name) => readFileSync(join(journalFolder, name), 'utf8'))
    .join('')
  expect([...emails, 'Anne Roy', 'Another'].filter((word) => text.toLowerCase().includes(word.toLowerCase()))).toEqual(
    [],
  )
  await scene.run()
  expect(await going()).toEqual(emails.map(() => false))
})
