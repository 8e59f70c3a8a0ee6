// People leave: the silent after a hold from which one is restored, who said no a month later; then one of each comes
// back.
import { setTimeout as pause } from 'node:timers/promises'
import { control, runHygiene } from './admin.mjs'
import { formsOf } from './browser.mjs'
import { lawbase } from './processes.mjs'

const dayMs = 86_400_000

/**
 * Two others than the admin who started the run approve a large plan; one person is restored during the window, which
 * passes on the virtual clock; the others go. `planted`: addresses of people of whom something else is to be shown, so
 * that nobody of them is the one.
 */
export async function purgeSilent({ console_, api, urls, env, say }, planted) {
  const { dpo } = console_
  const approved = await approve(console_, api, env, 'silent', say)
  if (approved === null)
    return { planned: 0, binned: 0, takenOut: 0, refused: 0, restored: 0, approvedBy: [], guards: [], state: 'none' }
  const { plan, page } = approved
  const held = await untilPlan(api, plan.number, (row) => row.state === 'held', 120_000)
  const contactId = await oneBeside(dpo, page, planted)
  if (contactId !== undefined)
    await dpo.submit(await dpo.get(`${page.url}/restore?contact=${contactId}`), '/restore', {
      reason: 'We spoke to them yesterday.',
    })
  await control(urls, 'POST', '/_sandbox/clock', { advanceMs: 14 * dayMs + 60_000 })
  say(`${held.held} are held and read back in every system; one is restored, two weeks pass on the virtual clock`)
  const done = await untilPlan(api, plan.number, (row) => row.state === 'done', 180_000)
  const { document } = JSON.parse(
    (await dpo.get(`${new URL(page.url).origin}${new URL(page.url).pathname}/certificate.json`)).html,
  )
  const approvedBy = document.approvals.map(({ by }) => by)
  say(
    `${done.binned} were deleted in every system and read back in its recycle bin, ${done.takenOut} were taken out; the certificate names ${approvedBy.join(' and ')} as who approved`,
  )
  return { planned: plan.planned, restored: contactId === undefined ? 0 : 1, approvedBy, guards: plan.guards, ...done }
}

/**
 * The first contact on a plan's page whom none of these addresses finds; undefined where there is none. Pages mask
 * addresses, so the search for contacts is asked for each. Throws for an address that it does not find.
 */
export async function oneBeside(browser, page, addresses) {
  const idsIn = (html) => [...html.matchAll(/href="\/contacts\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
  const theirs = new Set()
  for (const address of addresses) {
    // One alone is led to at once.
    const answer = await browser.submit(page, '/search', { q: address })
    const [, alone] = /\/contacts\/([0-9a-f-]{36})$/.exec(new URL(answer.url).pathname) ?? []
    const found = alone === undefined ? idsIn(answer.html) : [alone]
    if (found.length === 0) throw new Error(`The search for contacts does not find ${address}`)
    for (const id of found) theirs.add(id)
  }
  return idsIn(page.html).find((id) => !theirs.has(id))
}

/**
 * A month after their objection, whoever said it to everything goes too, for good. Gives how many, and their number.
 */
export async function purgeObjectors({ console_, api, urls, apiKey, env, say }) {
  await control(urls, 'POST', '/_sandbox/clock', { advanceMs: 31 * dayMs })
  await untilNoRun(api)
  await runHygiene(console_, apiKey)
  const approved = await approve(console_, api, env, 'objected', say)
  if (approved === null) throw new Error('No one who opted out of everything is planned for removal a month later')
  const { plan } = approved
  await untilPlan(api, plan.number, (row) => row.state === 'held', 120_000)
  await control(urls, 'POST', '/_sandbox/clock', { advanceMs: 14 * dayMs + 60_000 })
  const done = await untilPlan(api, plan.number, (row) => row.state === 'done', 180_000)
  say(`${done.binned} people who had opted out of everything were erased for good`)
  return { planned: plan.planned, erased: done.binned }
}

/**
 * One of each is imported again, with a value that names a source: the objector is blocked at once, the silent one
 * waits in quarantine, since what a list says proves nothing.
 * `left`: addresses that left every CRM; whoever a CRM refused to delete never left.
 */
export async function comeBack({ console_, api, urls, apiKey, say }, { before, fired, left }) {
  const state = await control(urls, 'GET', '/_sandbox/state')
  const there = new Map(state.hubspot.contacts.map((contact) => [contact.id, contact]))
  const objector = fired.find(
    (person) => person.hubspot.length > 0 && person.hubspot.every((contact) => !there.has(contact.id)),
  )?.email
  // Who opted out goes with the inactive, too, and is blocked when they come back; at a shared mailbox it is somebody
  // else who comes.
  const others = new Set([...optedOutOf(before, state), ...(await sharedMailboxes(urls))])
  const silent = state.hubspot.contacts.find(
    (contact) =>
      contact.archived &&
      left.includes(contact.properties.email?.toLowerCase()) &&
      before.hubspot.contacts.some((one) => one.id === contact.id && !one.archived) &&
      !others.has(contact.properties.email?.toLowerCase()),
  )?.properties.email
  if (objector === undefined || silent === undefined) throw new Error('Nobody left HubSpot, so nobody can come back')
  for (const email of [objector, silent])
    await control(urls, 'POST', '/_sandbox/act', {
      system: 'hubspot',
      act: 'create-contact',
      properties: { email, firstname: 'Zoe', lastname: 'Retour', origine_contact: 'formulaire-site' },
    })
  const blocked = await until(60_000, async () =>
    (await control(urls, 'GET', '/_sandbox/state')).hubspot.optOuts.some(
      (row) => row.portalWide && row.email.toLowerCase() === objector,
    ),
  )
  await untilNoRun(api)
  await runHygiene(console_, apiKey)
  const after = (await control(urls, 'GET', '/_sandbox/state')).hubspot.contacts.find(
    (contact) => !contact.archived && contact.properties.email === silent,
  )
  say(
    `Imported again: the objector is ${blocked ? 'blocked at once' : 'NOT blocked'}, the inactive contact is judged ${after?.properties.lawbase_verdict ?? 'not at all'}`,
  )
  return {
    emails: [objector, silent],
    objectorBlocked: blocked,
    silentVerdict: after?.properties.lawbase_verdict ?? null,
    silentRule: after?.properties.lawbase_rule ?? null,
  }
}

async function sharedMailboxes(urls) {
  const people = await control(urls, 'GET', '/_sandbox/seed')
  return people.flatMap(({ role, email }) => (role && email ? [email.toLowerCase()] : []))
}

/** Addresses that are opted out in one of these states, wherever. */
function optedOutOf(...states) {
  return new Set(
    states.flatMap(({ hubspot, salesforce }) => [
      ...hubspot.optOuts.map((row) => row.email.toLowerCase()),
      ...[...salesforce.contacts, ...salesforce.leads]
        .filter((row) => row.HasOptedOutOfEmail || row.DoNotCall)
        .map((row) => row.Email?.toLowerCase()),
    ]),
  )
}

/** So often a run that began by itself may make a new plan while one is approved. */
const maxPlans = 5

/**
 * Approves the plan of a kind that waits, in as many browsers as it needs people. A run that began by itself (the
 * night's, one of lost events) may put a new plan in its place meanwhile: then that one is read and approved. Gives the
 * plan and the page the first one read; null where none waits.
 */
export async function approve(console_, api, env, kind, say) {
  for (let plans = 0; plans < maxPlans; plans++) {
    await untilNoRun(api)
    const plan = (await plansOf(env)).find((row) => row.kind === kind && row.state !== 'done' && row.planned > 0)
    if (plan === undefined) return null
    if (plan.state !== 'planned')
      throw new Error(`The removal plan ${plan.number} is ${plan.state}, not waiting for an approval`)
    const { page, failure } = await approveThis(console_, plan, say).then(
      (read) => ({ page: read }),
      (error) => ({ failure: error }),
    )
    // A replaced plan is in no list.
    if ((await plansOf(env)).some(({ number }) => number === plan.number)) {
      if (failure !== undefined) throw failure
      return { plan, page }
    }
    say(`${plan.number}: a run that began by itself made a new plan in its place, which is read and approved instead`)
  }
  throw new Error(`${maxPlans} plans of kind ${kind} were replaced one after the other`)
}

/**
 * Each browser is logged in as somebody else. Where the admin started the run, and not the program by itself, it is the
 * admin's own plan; who approved once cannot do so again.
 */
async function approveThis({ base, admin, dpo, second }, { number, author }, say) {
  const list = await dpo.get(`${base}/removals`)
  const href = new RegExp(`href="(/removals/[^"]+)">${number}</a>`).exec(list.html)?.[1]
  if (href === undefined) throw new Error(`The page of removals does not link ${number}`)
  const mayApprove = async (browser) =>
    formsOf((await browser.get(base + href)).html).some((form) => form.action.endsWith('/approve'))
  if (author.includes('@') && (await mayApprove(admin))) throw new Error(`${number} can be approved by whoever made it`)
  const page = await dpo.get(base + href)
  await dpo.submit(page, '/approve')
  if (await mayApprove(dpo)) throw new Error(`${number} can be approved twice by the same person`)
  const large = await mayApprove(second)
  say(
    `${number}: approved in the DPO's browser${large ? ', which is not enough for so many people: a second one approves in a browser of their own' : ''}`,
  )
  if (large) await second.submit(await second.get(base + href), '/approve')
  return page
}

async function plansOf(env) {
  const { stdout, code, stderr } = await lawbase(env, ['purge', 'list', '--json'])
  if (code !== 0) throw new Error(`lawbase purge list: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1)).plans
}

async function untilPlan(api, number, reached, deadlineMs) {
  let state = ''
  const found = await until(deadlineMs, async () => {
    const plan = (await api('/api/v1/status')).plans.find((row) => row.number === number)
    state = plan?.state ?? 'unknown'
    return plan !== undefined && reached(plan) && plan
  })
  if (found === false) throw new Error(`The plan ${number} stays ${state}`)
  return found
}

/** The nightly run that a jump of the clock brought with it. */
async function untilNoRun(api) {
  if (!(await until(120_000, async () => (await api('/api/v1/status')).runs.every((run) => run.state !== 'running'))))
    throw new Error('A run does not end')
}

async function until(deadlineMs, ask) {
  const deadline = Date.now() + deadlineMs
  for (;;) {
    const answer = await ask()
    if (answer !== false) return answer
    if (Date.now() > deadline) return false
    await pause(200)
  }
}
