import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newApiKey, tokenHash } from '../../../src/crypto/tokens.ts'
import { addApi } from '../../../src/http/api/routes.ts'
import { insertApiKey } from '../../../src/store/accounts/api-keys.ts'
import { until } from '../../support/until.ts'
import { axeFaults, browserWanted, openStage, pixelsCut, type Stage } from '../../support/stage.ts'

const shots = process.env['LAWBASE_SHOTS']
const french = `{controller} vous écrit pour vous proposer ses logiciels. Cela repose sur notre intérêt légitime à présenter nos offres aux professionnels que leur métier concerne.
Nous détenons ces données : nom, fonction et adresse e-mail professionnelle. Elles viennent de {source}, une source qui n’est pas publique.
Elles sont transmises à nos prestataires HubSpot et Salesforce, sans transfert hors de l’Union européenne. Nous les conservons 3 ans après votre dernier contact.
Vous pouvez y accéder, les rectifier, les effacer, en demander la limitation et vous opposer : {preferences}. Contact : {contact}. Réclamation : CNIL. Le détail : {privacy}.`

/**
 * People told where their data came from: the text with its checklist, the block for templates, what a mailing tool
 * reports.
 */
describe.runIf(browserWanted)('notices', () => {
  let stage: Stage
  let api: FastifyInstance
  let key: string
  beforeAll(async () => {
    stage = await openStage({ contacts: 120 })
    const { lawbase } = stage
    await lawbase.connectHubspot()
    await lawbase.run()
    api = fastify()
    await addApi(api, lawbase.app)
    const made = newApiKey()
    await insertApiKey(
      lawbase.app.pool,
      {
        id: made.id,
        secretHash: tokenHash(made.secret),
        name: 'mailing tool',
        scopes: ['notices:write'],
        createdBy: lawbase.admin.id,
        expiresAt: new Date(lawbase.app.clock.now().getTime() + 86_400_000),
      },
      lawbase.app.clock.now(),
    )
    key = made.text
  })
  afterAll(async () => {
    await api.close()
    await stage.close()
  })
  const report = async (items: unknown) => {
    const answer = await api.inject({
      method: 'POST',
      url: '/api/v1/notices',
      payload: { items },
      headers: { authorization: `Bearer ${key}` },
    })
    return { status: answer.statusCode, body: answer.json<unknown>() }
  }

  it('cannot be reported before there is a text', async () => {
    expect(await report([{ email: 'anne@ailleurs.example.test', language: 'fr' }])).toEqual({
      status: 422,
      body: {
        type: 'about:blank',
        title: 'Unprocessable Entity',
        status: 422,
        stored: 0,
        repeated: 0,
        refused: [
          { index: 0, fields: [{ field: 'version', message: 'there is no text yet: write it on the page Notices' }] },
        ],
      },
    })
  })

  it('have a text that is kept only when every point is made', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/notices`)
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#fr', french.replace('3 ans après votre dernier contact', 'le temps nécessaire'))
    await page.click('#text button.primary')
    expect([await page.textContent('#fr-error'), (await page.inputValue('#fr')).includes('temps nécessaire')]).toEqual([
      'French: 1 point is missing. “As long as necessary” is no period: give a figure.',
      true,
    ])
    expect(await page.locator('.checklist').first().locator('li', { hasText: 'missing' }).allInnerTexts()).toEqual([
      expect.stringContaining('as a figure'),
    ])
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/notices-refused.png`, fullPage: true })
    await page.fill('#fr', french)
    await page.click('#text button.primary')
    await page.waitForURL(/saved=1/u)
    expect(
      await page
        .locator('#block input, #block textarea, #block code')
        .first()
        .evaluate((field) => ('value' in field ? String(field.value) : (field.textContent ?? ''))),
    ).toContain('{{ contact.lawbase_source }}')
    await page.click('#text button.primary')
    await page.waitForURL(/saved=1/u)
    expect((await stage.lawbase.app.pool.query('select number from notice_versions')).rows).toEqual([{ number: 1 }])
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await pixelsCut(page)).toBe(0)
    await page.context().close()
  })

  it('are carried by a mail of the CRM that a person answers for', async () => {
    const page = await stage.as(stage.lawbase.dpo)
    await page.goto(`${stage.base}/notices`)
    const save = () => page.click('#carriers button[type=submit]')
    await page.fill('#carrier-hubspot-0-mail', 'Bienvenue')
    await page.fill('#carrier-hubspot-0-since', '2100-01-01')
    await page.selectOption('#carrier-hubspot-0-language', 'de')
    await save()
    expect([
      await page.textContent('#carrier-hubspot-0-since-error'),
      await page.textContent('#carrier-hubspot-0-language-error'),
      await page.inputValue('#carrier-hubspot-0-mail'),
    ]).toEqual([
      '01/01/2100 is in the future. Give a day up to today.',
      'Version 1 has no text in German.',
      'Bienvenue',
    ])
    expect(await axeFaults(page)).toEqual([])
    await page.fill('#carrier-hubspot-0-since', '2026-06-01')
    await page.selectOption('#carrier-hubspot-0-language', 'fr')
    await save()
    await page.waitForURL(/saved=carriers/u)
    await page.fill('#carrier-hubspot-1-mail', 'Bienvenue')
    await save()
    expect([
      await page.textContent('#carrier-hubspot-1-mail-error'),
      await page.textContent('#carrier-hubspot-1-since-error'),
    ]).toEqual(['This mail is named twice.', 'Give the day on which the notice was added to it.'])
    await page.goto(`${stage.base}/notices`)
    expect(await page.textContent('#carriers')).toContain('Not seen at any contact yet.')
    if (shots !== undefined) await page.locator('#carriers').screenshot({ path: `${shots}/carriers.png` })
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await pixelsCut(page)).toBe(0)
    expect(
      (
        await stage.lawbase.app.pool.query(
          'select connector, notice_carriers, resync_wanted_at is not null as resync from connections',
        )
      ).rows,
    ).toEqual([{ connector: 'hubspot', notice_carriers: [{ mail: 'Bienvenue', since: '2026-06-01' }], resync: true }])
    await page.fill('#carrier-hubspot-0-mail', '')
    await save()
    await page.waitForURL(/saved=carriers/u)
    expect((await stage.lawbase.app.pool.query('select notice_carriers from connections')).rows).toEqual([
      { notice_carriers: [] },
    ])
    await page.context().close()
  })

  it('free a person whose data were bought, in a language they read, until a message comes back', async () => {
    const { app } = stage.lawbase
    const { rows } = await app.pool.query<{ id: string; email: string }>(
      `select d.contact_id as id, i.value as email from decisions d join remote_records r on r.contact_id = d.contact_id join record_identities ri on ri.record_id = r.id and ri.position = 0 join identities i on i.hash = ri.identity_hash
       where d.rule = 'D2' and d.verdict = 'REVIEW' order by 1 limit 1`,
    )
    const person = rows[0]
    if (person === undefined) throw new Error('nobody waits for a notice')
    const decided = async (verdict: string) =>
      until(`the verdict is ${verdict}`, async () => {
        const found = (
          await app.pool.query<{ verdict: string; state: string }>(
            `select verdict, detail ->> 'noticeState' as state from decisions where contact_id = $1`,
            [person.id],
          )
        ).rows[0]
        return found?.verdict === verdict && found
      })
    expect(await report([{ email: person.email, language: 'en', messageId: 'm-0' }])).toEqual({
      status: 200,
      body: { stored: 1, repeated: 0, refused: [] },
    })
    expect((await decided('REVIEW')).state).toBe('OVERDUE')
    expect(
      await report([
        { email: person.email.toUpperCase(), language: 'fr', messageId: 'm-1' },
        { email: 'nobody@', language: 'fr' },
      ]),
    ).toEqual({
      status: 207,
      body: {
        stored: 1,
        repeated: 0,
        refused: [{ index: 1, fields: [{ field: 'email', message: 'is not a complete address' }] }],
      },
    })
    expect((await decided('ALLOW')).state).toBe('SENT')
    expect(await report([{ email: person.email, language: 'fr', messageId: 'm-1' }])).toEqual({
      status: 200,
      body: { stored: 0, repeated: 1, refused: [] },
    })
    await report([{ email: person.email, event: 'bounced', messageId: 'm-1' }])
    expect((await decided('BLOCK')).state).toBe('FAILED')
    const page = await stage.as(await stage.makeUser('dpo', 'dpo-fr@exemple.example.test', 'fr'))
    await page.goto(`${stage.base}/notices`)
    expect(await page.textContent('#late')).toContain('Non remise')
    expect(await axeFaults(page)).toEqual([])
    if (shots !== undefined) await page.screenshot({ path: `${shots}/notices.png`, fullPage: true })
  })
})
