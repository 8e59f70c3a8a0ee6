import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csrfToken, tokenHash } from '../../../src/crypto/tokens.ts'
import type { RelatedFate } from '../../../src/domain/removals/related.ts'
import { certificatePdf } from '../../../src/http/documents/certificate-pdf.ts'
import { relatedLines } from '../../../src/http/documents/related-lines.ts'
import { detailsIn } from '../../../src/http/locales/our-details.ts'
import { textsOf } from '../../../src/http/locales/texts.ts'
import { openFormat } from '../../../src/http/ui/format.ts'
import { approveRemoval } from '../../../src/operations/removals/approve-removal.ts'
import { issueCertificate } from '../../../src/operations/removals/issue-certificate.ts'
import { keepByLaw } from '../../../src/operations/removals/brakes/legal-holds.ts'
import { loadSettings, saveSettings } from '../../../src/store/settings/settings.ts'
import { until } from '../../support/until.ts'
import { endRestoreWindow, planIs, waitingPlan } from './removal-steps.ts'
import {
  allDeleted,
  counted,
  fate,
  hangThings,
  ignored,
  listedOf,
  openConsole,
  openRelated,
  recordsOf,
  relatedOf,
  scene,
  state,
} from './related-scene.ts'

/** The plan, and what must become of each kind, reckoned from the org's own state. */
async function foresee() {
  const plan = await waitingPlan(scene)
  const records = await recordsOf(plan.id)
  const mine = new Set(records.map(({ id }) => id))
  const before = await state()
  const peopleOf = (id: unknown) =>
    before.emailMessageRelations
      .filter((row) => row['EmailMessageId'] === id)
      .map((row) => String(row['RelationId']))
      .filter((person) => /^00[3Q]/u.test(person))
  const theirMails = before.emailMessages
    .map((row) => String(row['Id']))
    .filter((id) => peopleOf(id).some((person) => mine.has(person)))
  const theirIndividuals = new Set(
    [...before.contacts, ...before.leads]
      .filter((row) => mine.has(String(row['Id'])))
      .flatMap((row) => (typeof row['IndividualId'] === 'string' ? [row['IndividualId']] : [])),
  )
  const events = (before.related['Event'] ?? []).filter((row) => mine.has(String(row['WhoId'])))
  const withContact = events.filter((row) => String(row['WhoId']).startsWith('003')).length
  const expected = [
    fate('emails', {
      deleted: theirMails.length - 2,
      kept: [
        { why: 'shared', count: 1 },
        { why: 'held', count: 1 },
      ],
    }),
    fate('activities', { along: 1 + withContact, deleted: events.length - withContact }),
    fate('files', { deleted: 1, kept: [{ why: 'shared', count: 1 }] }),
    fate('individual', { deleted: theirIndividuals.size - 1, kept: [{ why: 'shared', count: 1 }] }),
    fate('contactPoints', { deleted: 1 }),
  ]
  return {
    plan,
    theirMails,
    theirIndividuals,
    events,
    withContact,
    expected,
    countedAt: (await counted(plan.id)).countedAt,
  }
}

/** Approves, and lets them go while calls are cut and workers die; gives the vendor's request that came before. */
async function removeThem() {
  const { people, d, refused } = hung
  const { plan } = foreseen
  await approveRemoval(scene.app, plan.id, scene.dpo, plan.digest)
  await planIs(scene, plan.id, 'held')
  // What somebody allows after the approval is not done, and what nobody wants any more is not either.
  const { settings: then } = await loadSettings(scene.app.pool)
  await saveSettings(
    scene.app.pool,
    { ...then, related: { ...allDeleted, contactPoints: 'keep' } },
    'test',
    scene.app.clock.now(),
  )
  await scene.control('POST', '/_sandbox/switches', { salesforce: { deleteFailedIds: [refused] } })
  // The records go, and nobody hears of it; then the deletion of mails does the same.
  await scene.fault('salesforce', 'cut-after', { method: 'DELETE', pathIncludes: 'ids=003' })
  await scene.fault('salesforce', 'cut-after', { method: 'DELETE', pathIncludes: 'ids=02s', times: null })
  // Deletions of files are taken and not carried out.
  await ignored()
  const from = await scene.lastRequest()
  await endRestoreWindow(scene)
  // Marked alone would not do: a legal hold that comes before the call keeps them.
  const asked = async () =>
    (await scene.requests('salesforce', from)).some(
      ({ method, path }) => method === 'DELETE' && path.includes('ids=02s'),
    )
  await until('the mails are being deleted', async () => {
    await scene.advance(5_000)
    return (
      (await asked()) &&
      (await relatedOf(plan.id)).some(({ object, state: is }) => object === 'EmailMessage' && is === 'deleting')
    )
  })
  await scene.stopWorking()
  await scene.control('DELETE', '/_sandbox/faults')
  await ignored()
  await keepByLaw(
    scene.app,
    scene.admin,
    { contactId: people.find(({ id }) => id === d)?.contactId ?? '' },
    { reason: 'A dispute before the court.', until: '' },
  )
  await scene.startWorking()
  await until('the plan is done', async () => {
    await scene.advance(61_000)
    return (
      (await scene.app.pool.query(`select 1 from removal_plans where id = $1 and state = 'done'`, [plan.id]))
        .rowCount === 1
    )
  })
  return from
}

let hung: Awaited<ReturnType<typeof hangThings>>
let foreseen: Awaited<ReturnType<typeof foresee>>
let console_: Awaited<ReturnType<typeof openConsole>>
let from: number
let issued: Awaited<ReturnType<typeof issueCertificate>>

/**
 * What hangs on removed people goes after them, by the settings of their plan, where nobody and nothing else needs it
 * (docs/reference/promises.md#removal; docs/reference/salesforce.md#deleting).
 */
describe('what hangs on people of a plan', () => {
  beforeAll(async () => {
    await openRelated()
    hung = await hangThings()
    foreseen = await foresee()
    console_ = await openConsole()
  })
  afterAll(async () => {
    await console_.server.close()
    await scene.close()
  })

  it('is counted for the approver: what is deleted, and what stays', async () => {
    const { plan, expected } = foreseen
    const { of, countedAt } = await counted(plan.id)
    expect(Object.fromEntries(of)).toEqual({
      [scene.salesforceId]: expected.map((one) => ({ ...one, countedAt: countedAt?.toISOString() })),
    })
  })

  it('stands on the page of the plan, without a word of what it holds, and where each system keeps the deleted', async () => {
    const { plan } = foreseen
    const { server, headers } = console_
    const { body } = await server.inject({ method: 'GET', url: `/removals/${plan.id}`, headers })
    expect([
      body.includes('confidential words'),
      /Related records[^]*E-mail messages[^]*1 kept: someone else needs them[^]*cannot delete related records in HubSpot/u.test(
        body,
      ),
    ]).toEqual([false, true])
    // Before anybody approves: where they end. The bins keep the silent for their days.
    expect(
      /What is deleted, where[^]*HubSpot<[^]*to the recycle bin for 90 days[^]*Salesforce<[^]*to the recycle bin for 15 days/u.test(
        body,
      ),
    ).toBe(true)
  })

  it('is beside the list of the plan: everyone once, with the last activity, where it was seen, and every record', async () => {
    const { plan } = foreseen
    const { server, headers } = console_
    const theirs = await listedOf(plan.id)
    const csv = await server.inject({ method: 'GET', url: `/removals/${plan.id}/list.csv`, headers })
    const lines = csv.body
      .trim()
      .split('\r\n')
      .map((line) => line.slice(1, -1).split('","'))
    expect([csv.headers['content-disposition'], lines[0]?.length]).toEqual([
      `attachment; filename="${plan.number}.csv"`,
      14,
    ])
    expect(
      lines.slice(1).map(([id, , , , , email, act, , , , term, state, reason, listed]) => ({
        id,
        email,
        act: act === '' ? null : act,
        term,
        state,
        reason,
        listed,
      })),
    ).toEqual(
      theirs.map(({ id, email, act, term, records: listed }) => ({
        id,
        email: email ?? '',
        act,
        term,
        state: 'to be removed',
        reason: '',
        listed,
      })),
    )
    expect(
      lines
        .slice(1)
        .map(([, , , , , , act, kind, place]) =>
          act === '' ? [kind, place].join('') : kind !== '' && ['HubSpot', 'Salesforce'].includes(place ?? ''),
        )
        .filter((fits) => fits !== true && fits !== ''),
    ).toEqual([])
    expect(
      (await scene.audit())
        .filter((line) => line.details['what'] === 'removal plan')
        .map(({ act, actor, details }) => ({ act, actor, details })),
    ).toEqual([
      {
        act: 'export',
        actor: scene.dpo.email,
        details: { what: 'removal plan', planId: plan.id, number: plan.number, listDigest: plan.digest },
      },
    ])
  })

  it('is deleted, kept or refused as it hangs on others, once, also when workers die in between', async () => {
    from = await removeThem()
    issued = await issueCertificate(scene.app, foreseen.plan.id, 'dpo@exemple.example.test')
    const { theirMails, theirIndividuals } = foreseen
    const { shared, held, refused, own, both, ofColleague, ofKept, point } = hung
    const after = await state()
    const leftMails = after.emailMessages.map((row) => String(row['Id'])).filter((id) => theirMails.includes(id))
    expect({
      mails: leftMails.toSorted(),
      files: after.related['ContentDocument']
        ?.filter((row) => row['IsDeleted'] !== true)
        .map((row) => String(row['Id']))
        .toSorted(),
      points: after.related['ContactPointEmail']?.map((row) => row['Id']),
      individuals: after.individuals
        .map((row) => String(row['Id']))
        .filter((id) => theirIndividuals.has(id))
        .toSorted(),
    }).toEqual({
      mails: [shared, held, refused].toSorted(),
      files: [own, both].toSorted(),
      points: [point],
      individuals: [ofColleague, ofKept].toSorted(),
    })
  })

  it('is told in the certificate, with why each thing was kept', async () => {
    const { theirMails, theirIndividuals, expected, countedAt } = foreseen
    const { certificate, fingerprint } = issued
    const sorted = (fates: readonly RelatedFate[] | undefined) =>
      fates?.map((one) => ({ ...one, kept: one.kept.toSorted((one_, other) => one_.why.localeCompare(other.why)) }))
    expect(certificate.systems.map(({ name, related }) => [name, sorted(related)])).toEqual([
      ['HubSpot', undefined],
      [
        'Salesforce',
        sorted([
          fate('emails', {
            deleted: theirMails.length - 3,
            kept: [
              { why: 'shared', count: 1 },
              { why: 'held', count: 1 },
            ],
            refused: [
              {
                detail:
                  'other records of the org keep this one (cases); delete or reassign them there first (DELETE_FAILED)',
                count: 1,
              },
            ],
          }),
          expected[1] ?? fate('activities', {}),
          fate('files', { kept: [{ why: 'shared', count: 1 }], refused: [{ detail: 'not-honoured', count: 1 }] }),
          fate('individual', {
            deleted: theirIndividuals.size - 2,
            kept: [
              { why: 'shared', count: 1 },
              { why: 'legal-hold', count: 1 },
            ],
          }),
          fate('contactPoints', {
            treatment: 'keep',
            kept: [{ why: 'setting', count: 1 }],
            countedAt: countedAt?.toISOString() ?? '',
          }),
        ]),
      ],
    ])
    const { server, headers } = console_
    expect((await server.inject({ method: 'GET', url: `/removals/${foreseen.plan.id}`, headers })).body).toMatch(
      /1 kept: the system refused \(other records of the org keep this one \(cases\)/u,
    )
    const french = certificate.systems.flatMap(({ related = [] }) =>
      relatedLines(related, textsOf('fr').related, openFormat('fr', 'Europe/Paris'), detailsIn('fr', scene.app)),
    )
    expect(french.join()).toContain('d’autres fiches de l’organisation retiennent celle-ci (cases)')
    for (const language of ['en', 'fr'] as const) {
      const context = { language, timeZone: 'Europe/Paris', fingerprint, verifyUrl: null }
      const pdf = await certificatePdf(certificate, context, detailsIn(language, scene.app))
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    }
  })

  it('stands in the audit log by its id alone, each thing once, as it was approved', async () => {
    const { plan, theirMails, theirIndividuals, events, withContact } = foreseen
    const { own, task, point } = hung
    expect(
      (await scene.audit()).find((line) => line.act === 'approval' && line.details['planId'] === plan.id)?.details[
        'related'
      ],
    ).toEqual({
      emails: theirMails.length - 2,
      ...(events.length > withContact ? { activities: events.length - withContact } : {}),
      files: 1,
      individual: theirIndividuals.size - 1,
      contactPoints: 1,
    })
    // What the org took along is not deleted twice; each thing stands in the audit log once, by its id alone.
    const deletions = (await scene.requests('salesforce', from))
      .filter(({ method }) => method === 'DELETE')
      .map(({ path }) => path)
    expect(deletions.filter((path) => path.includes(task))).toEqual([])
    const acts = (await scene.audit()).filter((line) => line.act === 'related' && line.details['planId'] === plan.id)
    const named = acts.flatMap(({ details }) =>
      ['deleted', 'along', 'kept', 'refused'].flatMap((is) =>
        ((details[is] ?? []) as string[]).map((thing) => `${is} ${thing}`),
      ),
    )
    expect([
      new Set(named).size === new Set((await relatedOf(plan.id)).map(({ object, id }) => `${object}:${id}`)).size,
      named.includes(`refused ContentDocument:${own}`),
      named.includes(`along Task:${task}`),
      named.filter((one) => one.includes(point)),
      JSON.stringify(acts).includes('confidential'),
    ]).toEqual([true, true, true, [], false])
  })

  it('is treated by what the settings say, and a save of them is a version that names what changed', async () => {
    const { server, headers, token } = console_
    const sent = await server.inject({
      method: 'POST',
      url: '/settings/retention',
      headers,
      payload: new URLSearchParams({
        _csrf: csrfToken(scene.app.keys.linkKey, tokenHash(token)),
        inactivityMonths: '36',
        restoreDays: '14',
        maxRemovalSharePercent: '50',
        maxRemovalPeople: '10000',
        secondApprovalAbove: '500',
        assumedStarts: 'on',
        keepCompany: 'on',
        erasureCoolingHours: '24',
        'related-files': 'delete',
      }).toString(),
    })
    const { settings } = await loadSettings(scene.app.pool)
    expect([
      sent.headers.location,
      settings.related,
      /related records: <span[^>]*>delete E-mail messages, Tasks and events, [^<]* → delete Files and attachments</u.test(
        (await server.inject({ method: 'GET', url: '/settings', headers })).body,
      ),
    ]).toEqual([
      '/settings/retention?saved=retention',
      { emails: 'keep', activities: 'keep', files: 'delete', individual: 'keep', contactPoints: 'keep' },
      true,
    ])
  })
})
