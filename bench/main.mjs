// Runs the scenarios asked for, each on both queue back ends, and shows their figures side by side. The last line is
// one line of JSON.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { door, webhooks } from './scenarios/door.mjs'
import { burst, propagation } from './scenarios/propagation.mjs'
import { optOutsDuringPull, pull } from './scenarios/pull.mjs'
import { handChange, rest } from './scenarios/rest.mjs'
import { decisions } from './scenarios/decide.ts'
import { askDecisions } from './scenarios/ask-decisions.mjs'
import { changeKey } from './scenarios/change-key.mjs'
import { plan } from './scenarios/plan.mjs'
import { remove } from './scenarios/remove.mjs'
import { night } from './scenarios/night.mjs'
import { redecide } from './scenarios/redecide.mjs'
import { screening } from './scenarios/screening.mjs'
import { pages } from './scenarios/pages.mjs'
import { intake } from './scenarios/intake.ts'
import { readMessages } from './scenarios/read-messages.ts'

/** Name → what it runs. Those marked `once` do not touch the queue. */
const scenarios = {
  'read-back-20': { run: (queue) => propagation({ queue, perSecond: 20, seconds: 60 }) },
  'read-back-50': { run: (queue) => propagation({ queue, perSecond: 50, seconds: 120 }) },
  burst: { run: (queue) => burst({ queue, count: 1_000 }) },
  'door-20': { run: (queue) => door({ queue, perSecond: 20, seconds: 60 }) },
  'door-440': { run: (queue) => door({ queue, perSecond: 440, seconds: 60 }) },
  webhooks: { run: (queue) => webhooks({ queue }) },
  'opt-outs-during-pull': { run: (queue) => optOutsDuringPull({ queue }) },
  'by-hand-events': { run: (queue) => handChange({ queue, events: true }) },
  'by-hand-polls': { run: (queue) => handChange({ queue, events: false }) },
  rest: { run: (queue) => rest({ queue }) },
  'pull-limits': { run: (queue) => pull({ queue, contacts: 20_000, limitsX: 1 }), once: true },
  'pull-20000': { run: (queue) => pull({ queue, contacts: 20_000 }), once: true },
  'pull-100000': { run: (queue) => pull({ queue, contacts: 100_000 }), once: true },
  night: { run: (queue) => night({ queue }), once: true },
  intake: { run: () => intake(), once: true },
  decide: { run: () => decisions(), once: true },
  'read-messages': { run: () => readMessages(), once: true },
  redecide: { run: (queue) => redecide({ queue }), once: true },
  remove: { run: (queue) => remove({ queue }), once: true },
  plan: { run: (queue) => plan({ queue }), once: true },
  screening: { run: (queue) => screening({ queue }), once: true },
  'change-key': { run: (queue) => changeKey({ queue }), once: true },
  'pages-100000': { run: (queue) => pages({ queue, contacts: 100_000 }), once: true },
  'pages-300000': { run: (queue) => pages({ queue, contacts: 300_000 }), once: true },
  pages: { run: (queue) => pages({ queue, contacts: 1_000_000 }), once: true },
  'ask-decisions-100000': { run: (queue) => askDecisions({ queue, contacts: 100_000 }), once: true },
  'ask-decisions': { run: (queue) => askDecisions({ queue, contacts: 1_000_000 }), once: true },
}

const usage = `npm run bench -- [name ...] [--queue postgres|redis]\n\nNames: ${Object.keys(scenarios).join(', ')}. Without a name all run, on both back ends; Redis needs redis-server.\n`
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { queue: { type: 'string' }, help: { type: 'boolean', default: false } },
})
const unknown = positionals.find((name) => scenarios[name] === undefined)
if (values.help || unknown !== undefined) {
  process.stdout.write(unknown === undefined ? usage : `There is no scenario ${unknown}.\n${usage}`)
  process.exit(unknown === undefined ? 0 : 2)
}
const hasRedis = spawnSync('sh', ['-c', 'command -v redis-server']).status === 0
const queues = values.queue === undefined ? ['postgres', ...(hasRedis ? ['redis'] : [])] : [values.queue]
const results = {}
for (const name of positionals.length === 0 ? Object.keys(scenarios) : positionals) {
  const { run, once = false } = scenarios[name]
  results[name] = {}
  for (const queue of once ? queues.slice(0, 1) : queues) {
    process.stderr.write(`${name}, ${once ? 'no queue' : queue}\n`)
    results[name][queue] = await run(queue).catch((error) => ({ failed: error.message }))
  }
  process.stdout.write(`\n${name}\n`)
  console.table(Object.fromEntries(Object.entries(results[name]).map(([queue, figures]) => [queue, flat(figures)])))
}
process.stdout.write(`${JSON.stringify(results)}\n`)
process.exit(
  Object.values(results).some((byQueue) => Object.values(byQueue).some((figures) => figures.failed !== undefined))
    ? 1
    : 0,
)

/** `{ a: { b: 1 } }` as `{ 'a.b': 1 }`, for a table. */
function flat(figures) {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) =>
      value !== null && typeof value === 'object'
        ? Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one])
        : [[name, value]],
    ),
  )
}
