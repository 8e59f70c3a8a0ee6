import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixAddresses } from '../../../src/operations/removals/issue-certificate.ts'
import { recordObjection } from '../../../src/operations/objections/record-objection.ts'
import { signingFingerprint } from '../../../src/operations/app/sign.ts'
import { loadSettings } from '../../../src/store/settings/settings.ts'
import { axeFaults, browserWanted, openPages, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']
const pages = (pdf: Buffer) => [
  pdf.subarray(0, 5).toString('latin1'),
  (pdf.toString('latin1').match(/\/Type \/Page\b/gu) ?? []).length > 0,
]

/** What an inspector and a person who asks are given. */
describe.runIf(browserWanted)('reports', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage({ contacts: 60 })
    await stage.lawbase.connectHubspot()
    await stage.lawbase.connectSalesforce()
    await stage.lawbase.run()
  })
  afterAll(async () => stage.close())

  it('register of processing: says what is missing, keeps what was typed, is complete on paper', async () => {
    const { app } = stage.lawbase
    const page = await stage.as(await stage.makeUser('dpo', 'registre@exemple.example.test', 'fr'))
    await page.goto(`${stage.base}/register`)
    expect(await page.locator('.card h2').allTextContents()).toEqual([
      'Prospecter des professionnels pour les offres de l’entreprise',
      'Respecter les oppositions partout, et le prouver',
      'Répondre aux demandes d’accès et d’effacement',
      'Gérer les accès à Lawbase et tracer qui a vu quoi',
      'Ce qui est gardé, et combien de temps',
      'Ce que vous seul pouvez dire',
    ])
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/register.png`, fullPage: true })
    await page.fill('#dpo', 'Camille Dupré, dpo@exemple.example.test')
    await page.fill('#security', 'Postes chiffrés')
    await page.fill('#country-0', 'USA')
    await page.fill('#country-1', 'ie')
    await page.click('#said-by-you button')
    expect([await page.textContent('#country-0-error'), await page.inputValue('#security')]).toEqual([
      'Deux lettres, comme FR ou US.',
      'Postes chiffrés',
    ])
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#country-0', 'US')
    await page.fill('#safeguard-0', 'clauses types')
    await page.click('#said-by-you button')
    await page.waitForURL(/saved=1/u)
    expect(await page.textContent('h1')).toBe('4 traitements, rien ne manque')
    if (shots !== undefined) await page.screenshot({ path: `${shots}/register-done.png`, fullPage: true })
    const file = (await (await page.request.get(`${stage.base}/register.json?lang=en`)).json()) as {
      activities: { id: string; transfers: string; recipients: string; missing: string[] }[]
    }
    expect(file.activities.map(({ id, transfers, missing }) => ({ id, transfers, missing }))).toEqual([
      { id: 'prospecting', transfers: 'HubSpot – United States, clauses types', missing: [] },
      { id: 'objections', transfers: 'HubSpot – United States, clauses types', missing: [] },
      { id: 'rights', transfers: 'none', missing: [] },
      { id: 'accounts', transfers: 'none', missing: [] },
    ])
    expect((await (await page.request.get(`${stage.base}/register.csv`)).text()).split('\r\n')[0]).toBe(
      '\uFEFF"Responsable du traitement";"Délégué à la protection des données";"Finalité";"Base légale";"Personnes concernées";"Combien ce jour";"Données";"Origine";"Destinataires";"Transferts hors EEE";"Durée de conservation";"Sécurité";"Évaluations"',
    )
    const pdf = await (await page.request.get(`${stage.base}/register.pdf`)).body()
    expect(pages(pdf)).toEqual(['%PDF-', true])
    if (shots !== undefined) await (await import('node:fs/promises')).writeFile(`${shots}/register.pdf`, pdf)
    expect(
      (
        await app.pool.query(
          `select details ->> 'kind' as kind from audit_events where act = 'export' and details ->> 'what' = 'register' order by id`,
        )
      ).rows,
    ).toEqual([{ kind: 'json' }, { kind: 'csv' }, { kind: 'pdf' }])
    await page.context().close()
  })

  it('access pack: data, exact source, those who really received them, the opt-out; nothing of anyone else (H3, H4)', async () => {
    const { app } = stage.lawbase
    const { rows } = await app.pool.query<{ contact: string; email: string; records: number }>(
      `select r.contact_id as contact, min(i.value) as email, count(distinct r.id)::int as records from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and not i.role
       where r.gone_at is null and not exists (select 1 from objections o where o.contact_id = r.contact_id) group by r.contact_id having count(distinct r.connection_id) = 2 and count(distinct i.hash) = 1 order by 2 limit 1`,
    )
    const person = rows[0]
    if (person === undefined) throw new Error('nobody stands in both systems')
    const no = await recordObjection(app, {
      emails: [person.email],
      hashes: [],
      contactId: null,
      channels: ['phone'],
      receivedAt: app.clock.now(),
      door: 'phone',
      actor: 'x',
      originConnectionId: null,
      lane: 'objection',
      reason: 'objection',
      evidence: {},
      idempotencyKey: null,
    })
    await app.pool.query(
      `update propagations set first_sent_at = now(), told_at = now(), state = 'applied' where objection_id = $1 and connection_id = (select id from connections where connector = 'salesforce')`,
      [no.id],
    )
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/contacts/${person.contact}`)
    if (shots !== undefined) await page.screenshot({ path: `${shots}/contact-access.png`, fullPage: true })
    const pack = (await (await page.request.get(`${stage.base}/contacts/${person.contact}/access.json`)).json()) as {
      contacts: { records: { system: string; emails: string[] }[]; sources: unknown[] }[]
      recipients: { recipient: string; what: string; count: number; country: string }[]
      noes: { number: string }[]
      stopped: { channel: string }[]
      dpo: string
    }
    expect({
      emails: [...new Set(pack.contacts.flatMap((contact) => contact.records.flatMap((record) => record.emails)))],
      systems: pack.contacts.flatMap((contact) => contact.records.map((record) => record.system)).toSorted(),
      recipients: pack.recipients
        .map(({ recipient, what, count, country }) => ({ recipient, what, count, country }))
        .toSorted((a, b) => (a.what + a.recipient < b.what + b.recipient ? -1 : 1)),
      objections: pack.noes.map(({ number }) => number),
      stopped: pack.stopped.map(({ channel }) => channel),
      dpo: pack.dpo,
    }).toEqual({
      emails: [person.email],
      systems: expect.arrayContaining(['HubSpot', 'Salesforce']) as string[],
      recipients: [
        { recipient: 'HubSpot', what: 'holds', count: expect.any(Number) as number, country: 'US' },
        { recipient: 'Salesforce', what: 'holds', count: expect.any(Number) as number, country: 'IE' },
        { recipient: 'Salesforce', what: 'told-no', count: 1, country: 'IE' },
      ],
      objections: [no.number],
      stopped: ['phone'],
      dpo: 'Camille Dupré, dpo@exemple.example.test',
    })
    for (const language of ['en', 'fr']) {
      const pdf = await (
        await page.request.get(`${stage.base}/contacts/${person.contact}/access.pdf?lang=${language}`)
      ).body()
      expect(pages(pdf)).toEqual(['%PDF-', true])
      if (shots !== undefined)
        await (await import('node:fs/promises')).writeFile(`${shots}/access-${language}.pdf`, pdf)
    }
    expect(
      (
        await app.pool.query(
          `select contact_id as contact from audit_events where act = 'export' and details ->> 'what' = 'access'`,
        )
      ).rows,
    ).toEqual(Array.from({ length: 3 }, () => ({ contact: person.contact })))
    const viewer = await stage.as(await stage.makeUser('operator', 'op@exemple.example.test'))
    expect((await viewer.request.get(`${stage.base}/contacts/${person.contact}/access.json`)).status()).toBe(403)
    await Promise.all([page.context().close(), viewer.context().close()])
  })

  it('assessment: no empty answer, versions that stay, and verdicts that rest on the one in force', async () => {
    const { app } = stage.lawbase
    const [offer] = (await loadSettings(app.pool)).settings.offers
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/offers/${offer?.id}/assessment`)
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#necessity', 'Nothing milder reaches the people who decide on production follow-up.')
    await page.click('#answers button.primary')
    expect(await page.locator('.summary li a').allTextContents()).toEqual([
      'Which precise, real and lawful interest do you pursue?',
      'Which data, from which sources, for how long?',
      'Can the person reasonably expect it?',
      'What are the consequences for the person, and how serious are they?',
      'How does the balance come out?',
    ])
    expect(await page.inputValue('#necessity')).toContain('Nothing milder')
    expect(await axeFaults(page)).toEqual([])
    for (const question of ['interest', 'data', 'expectations', 'impact'])
      await page.fill(`#${question}`, `Our answer about ${question}, in our own words.`)
    if (shots !== undefined) await page.screenshot({ path: `${shots}/assessment.png`, fullPage: true })
    await page.check('input[value=against]')
    await page.click('#answers button.primary')
    await page.waitForURL(/saved=1/u)
    expect((await loadSettings(app.pool)).settings.offers[0]?.assessment).toBeNull()
    await stage.lawbase.run()
    const bases = async () =>
      (
        await app.pool.query<{ basis: string; assessment: string | null; n: number }>(
          `select basis, detail ->> 'assessment' as assessment, count(*)::int as n from decisions where basis = 'legitimate_interest' and verdict = 'ALLOW' group by 1, 2`,
        )
      ).rows
    expect(await bases()).toEqual([])
    await page.check('input[value=for]')
    await page.click('#answers button.primary')
    await page.waitForURL(/saved=1/u)
    await stage.lawbase.run()
    expect(await bases()).toEqual([
      { basis: 'legitimate_interest', assessment: `LIA-${offer?.id}-2`, n: expect.any(Number) as number },
    ])
    expect(await page.locator('tbody tr td:last-child').allTextContents()).toEqual(['prevails', 'does not prevail'])
    expect(pages(await (await page.request.get(`${stage.base}/offers/${offer?.id}/assessment/1.pdf`)).body())).toEqual([
      '%PDF-',
      true,
    ])
    await page.context().close()
  })

  it('assessment: starts from a template in a language of the base, and names what only the company can say', async () => {
    const { app } = stage.lawbase
    const [offer] = (await loadSettings(app.pool)).settings.offers
    for (const [language, width] of [
      ['fr', 390],
      ['en', 1440],
    ] as const) {
      const page = await stage.as(await stage.makeUser('dpo', `${language}.lia@exemple.example.test`, language))
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${stage.base}/offers/${offer?.id}/assessment?template=${language}`)
      expect(await axeFaults(page)).toEqual([])
      expect(await pixelsCut(page)).toBe(0)
      if (shots !== undefined)
        await page.screenshot({ path: `${shots}/assessment-${language}-${width}.png`, fullPage: true })
      await page.context().close()
    }
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/offers/${offer?.id}/assessment`)
    expect(await page.locator('#answers a.btn').allTextContents()).toContainEqual(
      expect.stringMatching(/^Template in German, for \d+ (?:person|people)$/u),
    )
    await page.click('#answers a.btn:has-text("German")')
    expect(await page.inputValue('#interest')).toContain(`„${offer?.name}“`)
    await page.check('input[value=for]')
    await page.click('#answers button.primary')
    expect(await page.textContent('#interest-error')).toBe('Still to complete: was das Unternehmen davon hat, genau.')
    for (const question of ['interest', 'necessity', 'expectations', 'impact']) {
      const text = await page.inputValue(`#${question}`)
      await page.fill(`#${question}`, text.replace(/\[\[.*\]\]/u, 'unsere Antwort'))
    }
    await page.click('#answers button.primary')
    await page.waitForURL(/saved=1/u)
    const { rows } = await app.pool.query('select number, language from assessments order by number desc limit 2')
    expect(rows).toEqual([
      { number: 3, language: 'de' },
      { number: 2, language: 'en' },
    ])
    await page.context().close()
  })

  it('certificate of a removal: on paper, as a file, for one address, and checked in the browser without being sent', async () => {
    const { app } = stage.lawbase
    const { rows } = await app.pool.query<{ contact: string; email: string }>(
      `select r.contact_id as contact, i.value as email from remote_records r join record_identities ri on ri.record_id = r.id join identities i on i.hash = ri.identity_hash and not i.role where r.gone_at is null order by i.value limit 2`,
    )
    const [gone, other] = rows
    if (gone === undefined || other === undefined) throw new Error('nobody in the base')
    const planId = randomUUID()
    const now = app.clock.now()
    await app.pool.query(
      `insert into removal_plans (id, number, kind, state, author, base_count, candidate_count, guards, digest, created_at, expires_at, finished_at, approved_by, approved_at, settings_version)
      values ($1, 'RP-2026-77', 'silent', 'done', 'nightly run', 60, 3, '[{"name":"customer","count":2}]', 'x', $2, $2, $2, $3, $2, $4)`,
      [planId, now, stage.lawbase.dpo.id, (await loadSettings(app.pool)).version],
    )
    await app.pool.query(
      `insert into removal_items (plan_id, contact_id, state, term_on, updated_at) values ($1, $2, 'binned', '2026-01-01', $3)`,
      [planId, gone.contact, now],
    )
    await app.pool.query(
      `insert into removal_records (plan_id, record_id, contact_id, connection_id, state, binned_value, binned_at) select $1, r.id, r.contact_id, r.connection_id, 'binned', 'absent', $3 from remote_records r where r.contact_id = $2`,
      [planId, gone.contact, now],
    )
    await fixAddresses(app.pool, planId, [gone.contact], now)

    const page = await stage.as(await stage.makeUser('dpo', 'certificat@exemple.example.test'))
    await page.goto(`${stage.base}/removals/${planId}`)
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/certificate.png`, fullPage: true })
    expect(pages(await (await page.request.get(`${stage.base}/removals/${planId}/certificate.pdf`)).body())).toEqual([
      '%PDF-',
      true,
    ])
    await page.fill('#email', other.email)
    await page.click('form[action$="/certificate"] button')
    expect([await page.textContent('#email-error'), await page.inputValue('#email')]).toEqual([
      'This address is not among those removed, or it was removed longer ago than the removal memory reaches.',
      other.email,
    ])
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#email', gone.email)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('form[action$="/certificate"] button'),
    ])
    const file = readFileSync(await download.path(), 'utf8')
    expect([download.suggestedFilename(), file.includes(gone.email)]).toEqual(['RP-2026-77.json', false])
    await page.context().close()

    const door = await openPages(app)
    const address = door.base
    const inspector = await stage.visitor()
    const sent: string[] = []
    inspector.on('request', (request) => (request.method() === 'POST' ? sent.push(request.url()) : undefined))
    const check = async (text: string, email: string) => {
      await inspector.goto(`${address}/verify?lang=en`)
      for (const [name, value] of Object.entries({ file: text, fingerprint: await signingFingerprint(app), email }))
        await inspector.fill(`#${name}`, value)
      await inspector.click('button[type=submit]')
      await inspector.waitForSelector('#verdict p')
      return (await inspector.locator('#verdict p').allTextContents()).slice(0, 3).map((line) => line.trim())
    }
    const genuine = ['Genuine: RP-2026-77', 'Not one byte was changed since it was signed.']
    expect(await check(file, gone.email)).toEqual([...genuine, 'It is about the address you gave.'])
    if (shots !== undefined) await inspector.screenshot({ path: `${shots}/certificate-verify.png`, fullPage: true })
    expect(await check(file, other.email)).toEqual([...genuine, 'It is not about the address you gave.'])
    expect(await check(file.replace('"removed": 1', '"removed": 2'), gone.email)).toEqual([
      'Changed after it was signed',
      'Ask the company for the file again, and paste all of it.',
    ])
    expect(sent).toEqual([])
    await inspector.context().close()
    await door.close()
  })
})
