import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mail } from '../../../src/domain/mailbox/testing/mail.ts'
import { connectByForm } from '../../../src/operations/connections/connect-by-form.ts'
import { judgeMessages } from '../../../src/operations/mailbox/judge-messages.ts'
import { afterMessages, takeInMessages } from '../../../src/operations/mailbox/take-in/take-in-messages.ts'
import { findConnection } from '../../../src/store/connections/connections.ts'
import { inTransaction } from '../../../src/store/app/database.ts'
import type { SeedPerson } from '../../support/seed-people.ts'
import { axeFaults, browserWanted, openStage, shoot, type Stage } from '../../support/stage.ts'

const limited = 'Merci de ne plus m’appeler. Par mail, sans problème.'
const leaving = 'J’ai quitté la société. Merci d’écrire à Inès Pagel (ines.pagel@nouveau.example.test).'
const polish = 'Dziękuję, ale proszę mi już nic więcej nie przysyłać. Pozdrawiam'

describe.runIf(browserWanted)('questions about messages', () => {
  let stage: Stage
  let writers: string[]
  beforeAll(async () => {
    stage = await openStage({ contacts: 40 })
    const { lawbase } = stage
    const { app, admin } = lawbase
    await lawbase.connectHubspot()
    await lawbase.run()
    const people = (await lawbase.control('GET', '/_sandbox/seed')) as unknown as SeedPerson[]
    writers = people
      .filter(({ hubspotIds, optOut, role }) => hubspotIds.length === 1 && optOut === 'none' && !role)
      .map(({ email }) => email)
    const mailboxId = await connectByForm(
      app,
      admin,
      'mailbox',
      'Réponses',
      (await lawbase.control('GET', '/_sandbox/mailbox')) as Record<string, string>,
    )
    const connection = await findConnection(app.pool, mailboxId)
    if (connection === null) throw new Error('no mailbox')
    const messages = [limited, leaving, polish].map((text, place) => ({
      dedupeKey: randomUUID(),
      receivedAt: app.clock.now(),
      mail: mail({ from: writers[place] ?? '', text }),
      tokens: [],
      toTokenAddress: false,
      authenticated: [],
      isReply: true,
      reported: null,
      deliveries: [],
      fault: null,
    }))
    const judged = await judgeMessages(app, messages)
    await afterMessages(app, await inTransaction(app.pool, (sql) => takeInMessages(app, sql, connection, judged)))
  })
  afterAll(() => stage.close())

  it('show what a message limits, whom it names and its language, and are answered by keys', async () => {
    const dpo = await stage.makeUser('dpo', 'lecture@exemple.example.test', 'fr')
    const page = await stage.as(dpo)
    await page.goto(`${stage.base}/reviews`)
    expect(await axeFaults(page)).toEqual([])
    await shoot(page, 'reviews-fr')
    const opened: string[] = []
    for (const name of [/^Message peu clair/u, /^Quelqu.un d.autre à qui écrire/u]) {
      await page.goto(`${stage.base}/reviews`)
      const links = page.locator('main table a[href^="/reviews/"]').filter({ hasText: name })
      for (const href of await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))) {
        await page.goto(`${stage.base}${href}`)
        await page.click('form[action$="/read"] button')
        opened.push((await page.textContent('main')) ?? '')
        expect(await axeFaults(page)).toEqual([])
        await shoot(page, `review-${opened.length}-fr`)
      }
    }
    const all = opened.join('\n')
    expect(opened.length).toBe(3)
    expect(all).toMatch(/Ce canal seulement\s: Téléphone/u)
    expect(all).toContain('Inès Pagel · ines.pagel@nouveau.example.test')
    expect(all).toMatch(/polonais, d’après ses mots/u)
    await page.keyboard.press('2')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/reviews\/[\w-]+$/u)
    expect(await page.textContent('main')).toMatch(/Pas ajoutée, par lecture@exemple/u)
  })
})
