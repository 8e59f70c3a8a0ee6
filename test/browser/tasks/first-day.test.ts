import { describe, expect, it } from 'vitest'
import { inviteFirstUser } from '../../../src/operations/accounts/first-run.ts'
import { browserWanted, openStage, password, type Stage } from '../../support/stage.ts'
import { byKeyboard, byMouse, type Walker } from './walker.ts'

/** An installation without an account, and the link that its terminal shows. */
async function openEmpty(): Promise<{ stage: Stage; link: string }> {
  const stage = await openStage({ contacts: 20, settings: { otherTools: null } })
  const { app } = stage.lawbase
  for (const table of ['login_sessions', 'invitations', 'account_hands', 'approver_news', 'users'])
    await app.pool.query(`delete from ${table}`)
  return { stage, link: await inviteFirstUser(app) }
}

/** What the vendor's own screens give back for what ours give to copy: no step of ours, so it is not counted. */
async function makeApp(stage: Stage, { page }: Walker, connector: string): Promise<{ id: string; secret: string }> {
  const values = await page
    .locator('[data-copy]')
    .evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).dataset['copy'] ?? ''))
  const scopes = await page.locator('table code').allTextContents()
  const required = ((await page.locator('[data-name=scopes]').getAttribute('data-copy')) ?? '').split(' ')
  const made = await stage.lawbase.control('POST', `/_sandbox/apps/${connector}`, {
    redirectUris: values.filter((text) => text.includes('/oauth/callback/')),
    scopes: required,
    optionalScopes: scopes.filter((scope) => !required.includes(scope)),
    webhookTargetUrl: values.find((text) => text.includes('/webhooks/')),
  })
  return { id: String(made['clientId']), secret: String(made['clientSecret']) }
}

async function makeAccount(walker: Walker): Promise<void> {
  await walker.see('Create the first account')
  for (const [label, text] of [
    ['E-mail', 'flore@usines.example.test'],
    ['Your name', 'Flore Première'],
    ['Password', password],
    ['Company responsible for the data (controller)', 'Usines du Test'],
    ['Address of the DPO or privacy contact', 'dpo@usines.example.test'],
    ['Privacy policy', 'https://usines.example.test/vie-privee'],
  ] as const)
    await walker.type(label, text)
  await walker.send('Create the account')
}

async function connect(stage: Stage, walker: Walker, connector: 'hubspot' | 'salesforce'): Promise<void> {
  const label = connector === 'hubspot' ? 'HubSpot' : 'Salesforce'
  await walker.press('link', new RegExp(`Connect ${label}`, 'u'))
  await walker.see(`Connect ${label}: register the app`)
  const { id, secret } = await makeApp(stage, walker, connector)
  if (walker.how === 'keyboard') await walker.press('link', 'Enter the values of an app you already have')
  await walker.type(connector === 'hubspot' ? 'Client ID' : 'Consumer Key', id)
  await walker.type(connector === 'hubspot' ? 'Client secret' : 'Consumer Secret', secret)
  if (connector === 'salesforce') await walker.type('Login host', stage.lawbase.sandbox.urls.salesforceLogin)
  await walker.send('Save and continue')
  await walker.see(`Consent at ${label}`)
  await walker.press('link', `Go to ${label}`)
  await walker.see(`${label} (bac à sable)`)
  await walker.press('button', 'Autoriser')
  await walker.see(new RegExp(`${label}.*nothing is written`, 'u'))
}

describe.runIf(browserWanted)('from zero to a diagnosis of both CRMs', () => {
  it.each([
    ['mouse', byMouse, { clicks: 25, texts: 11 }],
    ['keyboard', byKeyboard, { keys: 68, texts: 11 }],
  ] as const)('by %s', async (_how, walk, counts) => {
    const { stage, link } = await openEmpty()
    const working = await stage.lawbase.work()
    const walker = walk(await stage.visitor())
    await walker.page.goto(link)
    await makeAccount(walker)
    await walker.see('Connections')
    await walker.press('link', 'Choose a system')
    await connect(stage, walker, 'hubspot')
    // One read serves both: it is begun when both are there.
    await walker.press('link', 'Connect a system', walker.page.locator('.row-between'))
    await connect(stage, walker, 'salesforce')
    await walker.pick('radio', 'None: only the connected systems do')
    await walker.press('button', 'Save the answer')
    await walker.press('button', 'Read all contacts')
    await walker.page.getByRole('table', { name: 'What we found' }).waitFor()
    expect(walker.counts()).toEqual(counts)
    await working.stop()
    await stage.close()
  })
})
