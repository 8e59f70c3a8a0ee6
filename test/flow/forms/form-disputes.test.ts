import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPublicServer } from '../../../src/http/public-server.ts'
import { confirmCollected, tieFormSource } from '../../../src/operations/forms/form-people.ts'
import { auditNow, followPage, followVendorForm } from '../../../src/operations/forms/follow-form.ts'
import { auditForm } from '../../../src/operations/forms/audit-followed.ts'
import { countDisputed, formDisputes } from '../../../src/store/forms/form-disputes.ts'
import { auditsOf } from '../../../src/store/forms/forms.ts'
import { formPages } from '../../corpus/forms/index.ts'
import { policies } from '../../corpus/forms/page.ts'
import { until } from '../../support/until.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { startPages, type PageServer } from '../../support/pages.ts'
import { makeQuestionnaire } from '../../support/questionnaire.ts'

const dayMs = 86_400_000
const dpo = 'dpo@exemple.example.test'
const htmlOf = (id: string) => formPages.find((page) => page.id === id)?.html ?? ''
const vendorForm = '5f0c1d2e-0000-4000-8000-000000000001'

/**
 * What a form collected while it failed a row that must hold is in doubt, until the form is put right or somebody
 * answers for it (docs/reference/law.md#j, #d1, #e2).
 */
describe('what a faulty form collected', () => {
  let lawbase: Lawbase
  let pages: FastifyInstance
  let site: PageServer
  let hubspot: string
  beforeAll(async () => {
    site = await startPages({ '/politique-de-confidentialite': policies.frGood })
    lawbase = await startLawbase({ contacts: 60, outboundHosts: [site.host], publicUrl: site.base })
    pages = await openPublicServer(lawbase.app)
    hubspot = await lawbase.connectHubspot()
    await lawbase.run()
  })
  afterAll(async () => {
    await pages.close()
    await lawbase.close()
    await site.close()
  })

  const sql = <T extends object>(text: string, values: unknown[] = []) =>
    lawbase.app.pool.query<T>(text, values).then(({ rows }) => rows)
  const lookAt = async (id: string) => {
    await auditNow(lawbase.app, id, dpo)
    await auditForm(lawbase.app, id, AbortSignal.timeout(10_000))
  }
  const disputed = async (id: string) =>
    (await formDisputes(lawbase.app.pool, id)).map(({ row, until }) => [row, until === null])
  const noticeOf = async (email: string) =>
    (
      await sql<{ state: string; rule: string }>(
        `select d.detail ->> 'noticeState' as state, d.rule from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where i.value = $1`,
        [email],
      )
    )[0]
  const arrive = (email: string) =>
    lawbase.control('POST', '/_sandbox/act', {
      system: 'hubspot',
      act: 'create-contact',
      properties: {
        email,
        firstname: 'Zoé',
        lastname: 'Lambert',
        jobtitle: 'DSI',
        country: 'France',
        origine_contact: 'formulaire-site',
      },
    })
  const putForm = (change: object) =>
    lawbase.control('POST', '/_sandbox/act', {
      system: 'hubspot',
      act: 'put-form',
      form: { id: vendorForm, ...change },
    })

  it('of HubSpot: its people count as not informed from the last good look to the repair, and where a person answers for them', async () => {
    const privacyText =
      '<p>Exemple Industries SAS, responsable de traitement, utilise ces données pour vous répondre. Elles sont conservées 3 ans après le dernier contact. Vous disposez de droits d’accès, de rectification, d’effacement et d’opposition.</p><p>Vous pouvez vous opposer à la prospection ici.</p>'
    const informs = {
      legalConsentOptions: {
        type: 'implicit_consent_to_process',
        privacyText,
        communicationsCheckboxes: [
          {
            label: '<p>Je refuse de recevoir les offres d’Exemple Industries.</p>',
            required: false,
            subscriptionTypeId: 330_101,
          },
        ],
      },
    }
    const silent = { legalConsentOptions: { type: 'none' } }
    await putForm(informs)
    const id = await followVendorForm(lawbase.app, hubspot, vendorForm, 'Contact', dpo)
    await auditForm(lawbase.app, id, AbortSignal.timeout(10_000))
    await tieFormSource(lawbase.app, id, 'Formulaire du site', dpo)
    expect(await disputed(id)).toEqual([])
    await arrive('avant@ailleurs.example.test')
    await lawbase.advance(3 * dayMs)
    await lookAt(id)
    await lawbase.advance(3 * dayMs)
    await putForm(silent)
    await arrive('pendant@ailleurs.example.test')
    await lookAt(id)
    expect((await disputed(id)).filter(([row]) => row === 'J8')).toEqual([['J8', true]])
    // HubSpot's search shows whoever came a moment later.
    await until('who came last is judged', async () => {
      await lawbase.run()
      return noticeOf('pendant@ailleurs.example.test')
    })
    expect([await noticeOf('avant@ailleurs.example.test'), await noticeOf('pendant@ailleurs.example.test')]).toEqual([
      { state: 'GIVEN_AT_COLLECTION', rule: 'FR1' },
      { state: 'DUE', rule: 'FR1' },
    ])
    const [dispute] = await formDisputes(lawbase.app.pool, id)
    if (dispute === undefined) throw new Error('nothing is in doubt')
    // From the last look that found it good, three days ago, though only changes are kept.
    expect([
      (await countDisputed(lawbase.app.pool, dispute)).people,
      Math.round((lawbase.app.clock.now().getTime() - Date.parse(dispute.from)) / dayMs),
    ]).toEqual([1, 3])

    const [last] = await auditsOf(lawbase.app.pool, id)
    const rows = (await disputed(id)).map(([row]) => row as 'J8')
    expect([
      await confirmCollected(
        lawbase.app,
        id,
        { row: 'J8', digest: 'another', note: 'La page autour du formulaire informe.' },
        dpo,
      ),
      await confirmCollected(lawbase.app, id, { row: 'J1', digest: last?.formDigest ?? '', note: 'x' }, dpo),
    ]).toEqual([false, false])
    for (const row of rows)
      expect(
        await confirmCollected(
          lawbase.app,
          id,
          { row, digest: last?.formDigest ?? '', note: 'La page autour du formulaire informe.' },
          dpo,
        ),
      ).toBe(true)
    expect(await disputed(id)).toEqual([])
    await lawbase.run()
    expect((await noticeOf('pendant@ailleurs.example.test'))?.state).toBe('GIVEN_AT_COLLECTION')
    // Another state of the form, for which nobody answers, and its repair.
    await putForm({
      ...silent,
      name: 'Contact, autre version',
      fieldGroups: [
        {
          groupType: 'default_group',
          richTextType: 'text',
          fields: [
            {
              objectTypeId: '0-1',
              name: 'email',
              label: 'E-mail',
              fieldType: 'email',
              required: true,
              hidden: false,
              dependentFields: [],
            },
            {
              objectTypeId: '0-1',
              name: 'company',
              label: 'Société',
              fieldType: 'single_line_text',
              required: false,
              hidden: false,
              dependentFields: [],
            },
          ],
        },
      ],
    })
    await lawbase.advance(2 * dayMs)
    await lookAt(id)
    expect((await disputed(id)).filter(([row]) => row === 'J8')).toEqual([['J8', true]])
    await lawbase.advance(2 * dayMs)
    await putForm(informs)
    await lookAt(id)
    expect((await disputed(id)).filter(([row]) => row === 'J8')).toEqual([['J8', false]])
    expect(
      (
        await sql<{ step: string }>(
          `select distinct details ->> 'step' as step from audit_events where act = 'form' and details ->> 'formId' = $1 order by 1`,
          [id],
        )
      ).map(({ step }) => step),
    ).toEqual(['asked again', 'confirmed', 'followed', 'people'])
  })

  it('of our own: a consent by a box that was ticked counts no more', async () => {
    const stand = await makeQuestionnaire(lawbase, 'salon', hubspot)
    const answer = async (email: string, sentId: string) =>
      pages.inject({
        method: 'POST',
        url: `${stand.path}?lang=fr`,
        payload: new URLSearchParams({
          id: `00000000-0000-4000-8000-${sentId.padStart(12, '0')}`,
          version: stand.versionId,
          firstName: 'Zoé',
          lastName: 'Lambert',
          email,
          'box.prospecting-email': 'on',
        }).toString(),
        headers: {
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'application/json',
        },
      })
    const [person] = await sql<{ email: string }>(
      `select i.value as email from decisions d join remote_records r on r.contact_id = d.contact_id and r.gone_at is null join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where d.verdict = 'NEED_CONSENT' and d.detail -> 'countries' = '["FR"]' and not i.role order by 1 limit 1`,
    )
    const verdictOf = async () =>
      (
        await sql<{ verdict: string; basis: string | null; rules: string[] }>(
          `select d.verdict, d.basis, d.rules from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash where i.value = $1`,
          [person?.email],
        )
      )[0]
    site.pages.set('/q/salon', htmlOf('fr-contact-good'))
    const id = await followPage(lawbase.app, `${site.base}/q/salon`, null, dpo)
    await auditForm(lawbase.app, id, AbortSignal.timeout(10_000))
    await lawbase.advance(dayMs)
    expect((await answer(person?.email ?? '', '1')).statusCode).toBe(200)
    expect(await verdictOf()).toMatchObject({ verdict: 'ALLOW', basis: 'consent' })
    await lawbase.advance(dayMs)
    site.pages.set('/q/salon', htmlOf('fr-contact-bad'))
    await lookAt(id)
    expect((await disputed(id)).filter(([row]) => row === 'J4')).toEqual([['J4', true]])
    await lawbase.run()
    const verdict = await verdictOf()
    expect([verdict?.verdict, verdict?.rules.includes('E2')]).toEqual(['NEED_CONSENT', true])
  })
})
