// Taking people away at both CRMs, from the end of the restore window: against a bare script that makes the same calls
// for the other half of the base.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { control } from '../../scripts/demo/admin.mjs'
import { lawbase } from '../../scripts/demo/processes.mjs'
import { removeBare } from '../floor/remove.mjs'
import { family, memoryMiB, round, serverFamily } from '../numbers.mjs'
import { openStage, runOnce, untilQuiet, vendorTokens } from '../stage.mjs'

const dayMs = 86_400_000
/** How long before the end of the restore window everything else is let come to its end. */
const leadMs = 600_000

/**
 * `contacts` people per CRM, whose term is set to a month so that most are silent; half are left to the bare script.
 */
export async function remove({ queue, contacts = 10_000 }) {
  const stage = await openStage({ name: 'remove', contacts, queue, verbs: ['suppress', 'tag', 'remove'] })
  try {
    await stage.query(
      `insert into settings (data, author, created_at) select data || '{"inactivityMonths": 1, "assumedStarts": true, "maxRemovalShare": 1, "maxRemovalPeople": 1000000, "secondApprovalAbove": 1000000}', author, now() from settings order by version desc limit 1`,
    )
    await runOnce(stage)
    await untilQuiet(stage)
    const bare = await removeHalf(stage)
    await runOnce(stage)
    const number = await approvePlan(stage)
    // What two weeks bring besides (the night's run, events too old to be asked for again) is over before the time is
    // taken.
    await control(stage.urls, 'POST', '/_sandbox/clock', { advanceMs: 14 * dayMs - leadMs })
    await untilRest(stage)
    await control(stage.urls, 'POST', '/_sandbox/clock', { advanceMs: leadMs + 60_000 })
    await planIs(stage, number, 'binning')
    const memory = await watchMemory(stage)
    const startedAt = performance.now()
    await planIs(stage, number, 'done')
    const ourMs = performance.now() - startedAt
    const { beforeMiB, maxMiB } = memory.stop()
    const [{ removed, people }] = await stage.query(
      `select count(*) filter (where rr.state in ('binned', 'erased'))::int as removed, count(distinct rr.contact_id)::int as people from removal_records rr join removal_plans p on p.id = rr.plan_id where p.number = '${number}'`,
    )
    return {
      contacts,
      people,
      removed,
      bareRemoved: bare.removed,
      ourS: round(ourMs / 1_000),
      bareS: round(bare.ms / 1_000),
      overBare: round(ourMs / removed / (bare.ms / bare.removed), 2),
      beforeMiB,
      maxMiB,
    }
  } finally {
    await stage.close()
  }
}

/** The bare script takes one half of the plan's people away. */
async function removeHalf(stage) {
  const records = await stage.query(
    `select k.connector, r.object, r.remote_id as id from removal_items i join removal_plans p on p.id = i.plan_id and p.state = 'planned' and p.kind = 'silent' join remote_records r on r.contact_id = i.contact_id and r.gone_at is null join connections k on k.id = r.connection_id
       where abs(hashtext(i.contact_id::text)) % 2 = 0`,
  )
  const at = (connector) => records.filter((row) => row.connector === connector)
  const ms = await removeBare({
    urls: stage.urls,
    tokens: await vendorTokens(stage),
    contacts: at('hubspot').map(({ id }) => id),
    records: at('salesforce'),
  })
  return { ms, removed: records.length }
}

/** Approves the plan that waits as a DPO whose account is new no more; gives its number. */
async function approvePlan(stage) {
  const [{ number, digest }] = await stage.query(
    "select number, digest from removal_plans where state = 'planned' and kind = 'silent' order by created_at desc limit 1",
  )
  await stage.query(
    `update users set role = 'dpo', new_since = created_at - interval '8 days' where email like 'dpo@%'`,
  )
  await stage.query('update account_hands set ended_at = at')
  const approve = ['purge', 'approve', number, '--as', 'dpo@exemple.example.test', '--digest', digest]
  const { code, stderr } = await lawbase(stage.env, approve)
  if (code !== 0) throw new Error(`lawbase purge approve: ${stderr}`)
  await planIs(stage, number, 'held')
  return number
}

/** What product and database take, looked at twice a second until stopped. */
async function watchMemory(stage) {
  const [{ data_directory: data }] = await stage.query('show data_directory')
  const postmaster = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  const memory = () => ({
    product: memoryMiB(family(stage.product.child.pid)),
    database: memoryMiB(serverFamily(postmaster)),
  })
  const beforeMiB = memory()
  const maxMiB = { ...beforeMiB }
  const watch = setInterval(() => {
    for (const [name, now] of Object.entries(memory())) maxMiB[name] = Math.max(maxMiB[name], now)
  }, 500)
  return {
    stop() {
      clearInterval(watch)
      return { beforeMiB, maxMiB }
    },
  }
}

/** Until no run goes or is about to: a lost place in the events asks for one. */
async function untilRest(stage, deadlineMs = 300_000) {
  const deadline = Date.now() + deadlineMs
  for (let quiet = 0; quiet < 50; quiet += 1) {
    const [{ busy }] = await stage.query(
      `select exists (select from hygiene_runs where state = 'running') or exists (select from connections where resync_wanted_at is not null) as busy`,
    )
    if (busy) quiet = 0
    if (Date.now() > deadline) throw new Error('Runs do not come to an end.')
    await pause(100)
  }
}

async function planIs(stage, number, state, deadlineMs = 900_000) {
  const order = ['planned', 'approved', 'held', 'binning', 'done']
  const deadline = Date.now() + deadlineMs
  for (;;) {
    const [plan] = await stage.query(`select state from removal_plans where number = '${number}'`)
    if (order.indexOf(plan.state) >= order.indexOf(state)) return
    if (Date.now() > deadline) throw new Error(`The plan stays ${plan.state}`)
    await pause(20)
  }
}
