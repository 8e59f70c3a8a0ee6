import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  answerRow,
  auditNow,
  followPage,
  followVendorForm,
  wakeForms,
} from '../../../src/operations/forms/follow-form.ts'
import { auditForm, pastePage, type FormResult } from '../../../src/operations/forms/audit-followed.ts'
import { PageFault } from '../../../src/operations/forms/open-page.ts'
import { answersTo, auditsOf, claimForm, dueForms, findForm, formTroubles } from '../../../src/store/forms/forms.ts'
import { formPages } from '../../corpus/forms/index.ts'
import { policies } from '../../corpus/forms/page.ts'
import { startLawbase, type Lawbase } from '../../support/lawbase.ts'
import { startPages, type PageServer } from '../../support/pages.ts'
import { until } from '../../support/until.ts'

const htmlOf = (id: string) => formPages.find((page) => page.id === id)?.html ?? ''
const weekMs = 7 * 86_400_000
const actor = 'dpo@exemple.example.test'
const signal = () => AbortSignal.timeout(10_000)

describe('forms that are followed', () => {
  let lawbase: Lawbase
  let site: PageServer
  beforeAll(async () => {
    site = await startPages({
      '/bon': htmlOf('fr-contact-good'),
      '/mauvais': htmlOf('fr-contact-bad'),
      '/politique-de-confidentialite': policies.frGood,
      '/loin': { location: 'http://10.0.0.5/form' },
      '/cadre': '<h1>Contact</h1><iframe src="/bon"></iframe>',
      '/dessin':
        '<script>hbspt.forms.create({ region: "eu1", portalId: "148000007", formId: "5f0c1d2e-0000-4000-8000-000000000002" })</script>',
    })
    lawbase = await startLawbase({ contacts: 4, outboundHosts: [site.host] })
  })
  afterAll(async () => {
    await lawbase.close()
    await site.close()
  })
  const follow = async (path: string) => {
    const id = await followPage(lawbase.app, site.base + path, null, actor)
    await auditForm(lawbase.app, id, signal())
    return id
  }
  const statesOf = async (id: string) =>
    (await auditsOf<FormResult>(lawbase.app.pool, id)).map(({ number, result }) => [
      number,
      result.rows
        .map(({ id: row, state }) => `${row} ${state}`)
        .filter((row) => row.endsWith('fail'))
        .join(', '),
    ])
  const later = async (ms: number) => lawbase.advance(ms)

  it('of a good and of a bad page show the difference, and the linked text is opened', async () => {
    const [good, bad] = [await follow('/bon'), await follow('/mauvais')]
    expect([await statesOf(good), await statesOf(bad)]).toEqual([
      [[1, '']],
      [[1, 'J1 fail, J2 fail, J4 fail, J6 fail, J7 fail, J8 fail, J11 fail, J13 fail']],
    ])
    const [audit] = await auditsOf<FormResult>(lawbase.app.pool, good)
    expect([
      audit?.passed,
      audit?.of,
      audit?.result.policy.state,
      audit?.result.policy.facts?.changedOn,
      audit?.result.rows.find(({ id }) => id === 'J8')?.findings[0]?.reason,
    ]).toEqual([6, 9, 'read', 'Dernière mise à jour : 3 mars 2026', 'notice-opened'])
    expect(
      (
        await lawbase.app.pool.query(
          `select details ->> 'step' as step from audit_events where act = 'form' order by id`,
        )
      ).rows,
    ).toEqual([{ step: 'followed' }, { step: 'followed' }])
  })

  it('are read again after a week, and kept anew only when something changed', async () => {
    const id = await follow('/bon')
    expect(await dueForms(lawbase.app.pool, lawbase.app.clock.now(), 10)).not.toContain(id)
    await later(weekMs + 1_000)
    expect(await dueForms(lawbase.app.pool, lawbase.app.clock.now(), 10)).toContain(id)
    site.pages.set('/bon', `${htmlOf('fr-contact-good')}<!-- nonce ${Math.random()} -->`)
    await auditForm(lawbase.app, id, signal())
    expect([(await statesOf(id)).length, (await findForm(lawbase.app.pool, id))?.checkedAt?.getTime()]).toEqual([
      1,
      expect.closeTo(lawbase.app.clock.now().getTime(), -4),
    ])
    site.pages.set('/bon', htmlOf('fr-contact-good').replace('name="refus"', 'name="refus" hidden'))
    await auditNow(lawbase.app, id, actor)
    await auditForm(lawbase.app, id, signal())
    expect(await statesOf(id)).toEqual([
      [2, 'J3 fail'],
      [1, ''],
    ])
    expect(
      (await formTroubles(lawbase.app.pool))
        .filter((trouble) => trouble.id === id)
        .map(({ kind, failed, before }) => [kind, failed, before]),
    ).toEqual([['worse', 1, 0]])
  })

  it('are refused with a sentence when they are nested without end, and so is a privacy text', async () => {
    site.pages.set('/tief', '<div>'.repeat(300_000))
    const id = await follow('/tief')
    expect((await findForm(lawbase.app.pool, id))?.failure).toBe('too-deep')
    site.pages.set('/tief-dahinter', htmlOf('fr-contact-good').replaceAll('/politique-de-confidentialite', '/tief'))
    expect((await auditsOf<FormResult>(lawbase.app.pool, await follow('/tief-dahinter')))[0]?.result.policy.state).toBe(
      'refused',
    )
    const form = await findForm(lawbase.app.pool, id)
    if (form === null) throw new Error('no form')
    expect(await pastePage(lawbase.app, { ...form, url: site.base }, '<p>'.concat('<b>'.repeat(9_000)), actor)).toBe(
      'too-deep',
    )
  })

  it('name the form beside them that only a script draws', async () => {
    site.pages.set(
      '/melange',
      `${htmlOf('fr-contact-good')}<div class="hs-form-frame" data-portal-id="148000007" data-form-id="77"></div>`,
    )
    expect((await auditsOf<FormResult>(lawbase.app.pool, await follow('/melange')))[0]?.result.unjudged).toEqual([
      'hubspot 77',
    ])
  })

  it('drawn by a script are judged by HTML that somebody gives, which counts until the page shows its form or 90 days passed', async () => {
    site.pages.set('/script', '<div class="hs-form-frame" data-portal-id="1" data-form-id="2"></div>')
    const id = await follow('/script')
    const form = async () => {
      const found = await findForm(lawbase.app.pool, id)
      if (found?.url === null || found === null) throw new Error('no page')
      return { ...found, url: found.url }
    }
    const again = async () => {
      await auditNow(lawbase.app, id, actor)
      await auditForm(lawbase.app, id, signal())
      return [(await form()).failure, (await statesOf(id)).length]
    }
    const pasted = (html: string) => form().then((one) => pastePage(lawbase.app, one, html, actor))
    expect([
      (await form()).failure,
      await pasted('<p>Nothing</p>'),
      await pasted('<iframe src="/f"></iframe>'),
      await pasted('<script>hbspt.forms.create({ portalId: "1", formId: "2" })</script>'),
      await statesOf(id),
    ]).toEqual(['drawn', 'no-form', 'framed', 'drawn', []])
    const before = site.asked.length
    expect(await pasted(htmlOf('fr-contact-good'))).toBe(null)
    const [audit] = await auditsOf<FormResult>(lawbase.app.pool, id)
    // The privacy link of what was pasted is opened as that of the page would be.
    expect([
      (await form()).failure,
      audit?.result.pastedBy,
      audit?.result.policy.state,
      audit?.result.page.url,
      await statesOf(id),
      site.asked.slice(before),
    ]).toEqual([null, actor, 'read', `${site.base}/script`, [[1, '']], ['/politique-de-confidentialite']])
    expect(
      (
        await lawbase.app.pool.query(
          `select details from audit_events where act = 'form' and details ->> 'step' = 'pasted'`,
        )
      ).rows,
    ).toEqual([{ details: { formId: id, step: 'pasted', sha256: audit?.pageDigest } }])
    expect(await again()).toEqual([null, 1])
    await later(91 * 86_400_000)
    expect(await again()).toEqual(['drawn', 1])
    site.pages.set('/script', htmlOf('fr-contact-bad'))
    expect([await again(), (await auditsOf<FormResult>(lawbase.app.pool, id))[0]?.result.pastedBy]).toEqual([
      [null, 2],
      undefined,
    ])
  })

  it('are told when the privacy link dies', async () => {
    site.pages.set('/lien', htmlOf('fr-contact-good'))
    const id = await follow('/lien')
    site.pages.delete('/politique-de-confidentialite')
    await auditNow(lawbase.app, id, actor)
    await auditForm(lawbase.app, id, signal())
    site.pages.set('/politique-de-confidentialite', policies.frGood)
    expect(
      (await formTroubles(lawbase.app.pool)).filter((trouble) => trouble.id === id).map(({ kind }) => kind),
    ).toEqual(['dead-link'])
  })

  it('keep a person’s answer with its author until the form changes', async () => {
    site.pages.set('/reponse', htmlOf('fr-contact-good'))
    const id = await follow('/reponse')
    const digest = (await auditsOf(lawbase.app.pool, id))[0]?.formDigest ?? ''
    const answer = { row: 'J10' as const, met: true, note: 'Vu dans HubSpot.', digest }
    expect(await answerRow(lawbase.app, id, { ...answer, digest: 'another' }, actor)).toBe(false)
    expect(await answerRow(lawbase.app, id, answer, actor)).toBe(true)
    const stateOf = async () => {
      const [last] = await auditsOf<FormResult>(lawbase.app.pool, id)
      const row = last?.result.rows.find((one) => one.id === 'J10')
      return [last?.number, row?.state, row?.answered, last?.passed]
    }
    expect(await stateOf()).toEqual([2, 'pass', true, 7])
    await auditNow(lawbase.app, id, actor)
    await auditForm(lawbase.app, id, signal())
    expect(await stateOf()).toEqual([2, 'pass', true, 7])
    site.pages.set('/reponse', htmlOf('fr-contact-good').replace('Société', 'Entreprise'))
    await auditNow(lawbase.app, id, actor)
    await auditForm(lawbase.app, id, signal())
    expect(await stateOf()).toEqual([3, 'unsure', false, 6])
    expect(
      (await answersTo(lawbase.app.pool, id)).map(({ row, met, author, note }) => [row, met, author, note]),
    ).toEqual([['J10', true, actor, 'Vu dans HubSpot.']])
  })

  it('never reach into the network, and a page that a script draws is named', async () => {
    const [far, drawn, framed] = [await follow('/loin'), await follow('/dessin'), await follow('/cadre')]
    const failureOf = async (id: string) => {
      const form = await findForm(lawbase.app.pool, id)
      return [form?.failure, form?.failureWhere, form?.checkedAt]
    }
    expect([await failureOf(far), await failureOf(drawn), await failureOf(framed)]).toEqual([
      ['private', 'http://10.0.0.5/form', null],
      ['drawn', '5f0c1d2e-0000-4000-8000-000000000002', null],
      ['framed', `${site.base}/bon`, null],
    ])
    await expect(followPage(lawbase.app, 'http://169.254.169.254/', null, actor)).rejects.toThrow(PageFault)
    expect((await formTroubles(lawbase.app.pool)).filter(({ id }) => id === far).map(({ kind }) => kind)).toEqual([
      'unread',
    ])
  })

  it('are audited once by twins, and again when a worker died in the middle', async () => {
    site.pages.set('/jumeau', htmlOf('fr-contact-good'))
    const id = await followPage(lawbase.app, `${site.base}/jumeau`, null, actor)
    await Promise.all([auditForm(lawbase.app, id, signal()), auditForm(lawbase.app, id, signal())])
    expect([(await statesOf(id)).length, site.asked.filter((path) => path === '/jumeau').length]).toEqual([1, 1])
    site.pages.set('/jumeau', htmlOf('fr-contact-bad'))
    await auditNow(lawbase.app, id, actor)
    expect(
      await claimForm(lawbase.app.pool, id, '00000000-0000-4000-8000-000000000000', lawbase.app.clock.now(), 60_000),
    ).not.toBeNull()
    await auditForm(lawbase.app, id, signal())
    expect((await statesOf(id)).length).toBe(1)
    await lawbase.app.pool.query(
      `update forms set claimed_until = clock_timestamp() - interval '1 second' where id = $1`,
      [id],
    )
    await auditForm(lawbase.app, id, signal())
    expect((await statesOf(id)).length).toBe(2)
  })

  it('of HubSpot come through the worker, and say when they are gone', async () => {
    const connectionId = await lawbase.connectHubspot()
    const vendorId = '5f0c1d2e-0000-4000-8000-000000000002'
    const running = await lawbase.work()
    try {
      const id = await followVendorForm(lawbase.app, connectionId, vendorId, 'Livre blanc', actor)
      await until('the form is audited', async () => (await statesOf(id)).length === 1)
      expect(await statesOf(id)).toEqual([[1, 'J1 fail, J2 fail, J4 fail, J6 fail, J7 fail, J8 fail, J12 fail']])
      await lawbase.control('POST', '/_sandbox/act', {
        system: 'hubspot',
        act: 'put-form',
        form: { id: vendorId, archived: true },
      })
      await auditNow(lawbase.app, id, actor)
      await until('it is gone', async () => (await findForm(lawbase.app.pool, id))?.failure === 'gone')
      await wakeForms(lawbase.app)
      expect(await followVendorForm(lawbase.app, connectionId, vendorId, 'Livre blanc', actor)).toBe(id)
    } finally {
      await running.stop()
    }
  })
})
