import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'

// The lint counts a `describe` with all that is in it, so tests are measured here: what stands in the frames, each
// alone.

const root = join(import.meta.dirname, '../..')
const maxLines = 60

/** Functions of tests that are longer still, per file, by what keeps them whole; a number only goes down. */
const stillLonger: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'one story, told in order: each step rests on what the one before left': {
    'test/browser/brokers/broker-pages.test.ts': 1,
    'test/browser/brokers/brokers.test.ts': 1,
    'test/browser/consents/questionnaire.test.ts': 1,
    'test/browser/evidence/reports.test.ts': 2,
    'test/browser/evidence/scorecard.test.ts': 1,
    'test/browser/removals/repermission.test.ts': 1,
    'test/browser/screening/screening.test.ts': 1,
    'test/flow/brokers/brokers.test.ts': 1,
    'test/flow/connections/other-purges.test.ts': 1,
    'test/flow/contacts/split-people.test.ts': 1,
    'test/flow/evidence/evidence-period.test.ts': 1,
    'test/flow/forms/form-disputes.test.ts': 1,
    'test/flow/links/preferences-again.test.ts': 1,
    'test/flow/objections/import-events.test.ts': 1,
    'test/flow/removals/erasure-answers.test.ts': 2,
    'test/flow/removals/erasure-parts.test.ts': 2,
    'test/flow/removals/erasure.test.ts': 1,
    'test/flow/removals/objected-plan.test.ts': 1,
    'test/flow/removals/remove-stages.test.ts': 2,
    'test/store/objections/preferences.test.ts': 1,
  },
  'one base of many kinds of people, and what becomes of each: a second base takes longer than the reading': {
    'test/browser/app/pages.test.ts': 1,
    'test/flow/app/database-away.test.ts': 1,
    'test/flow/backup/identity-key.test.ts': 1,
    'test/flow/backup/restore.test.ts': 3,
    'test/flow/backup/restored-removals.test.ts': 1,
    'test/flow/backup/rotate-key.test.ts': 1,
    'test/flow/decisions/decision-passes.test.ts': 1,
    'test/flow/time-machine/time-machine.test.ts': 1,
    'test/store/runs/kept-vanished.test.ts': 1,
    'test/store/runs/kept.test.ts': 1,
  },
  'one record compared whole, field by field': {
    'test/contract/hubspot/hubspot-pull.test.ts': 1,
    'test/contract/salesforce/salesforce-pull.test.ts': 1,
    'test/contract/salesforce/salesforce-related.test.ts': 1,
  },
  'a list of cases, one after the other': {
    'src/operations/decisions/consent-facts.test.ts': 1,
    'test/contract/suite/rules-account.ts': 1,
    'test/contract/suite/rules-block.ts': 1,
    'test/contract/suite/rules-write.ts': 1,
  },
}

const files = globSync('{src,connectors,jobs,test}/**/*.test.{ts,tsx}', { cwd: root }).concat(
  globSync('test/contract/suite/rules-*.ts', { cwd: root }),
)

interface Node {
  type: string
  start: number
  end: number
}
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const isFunction = ({ type }: Node) => /^(?:Arrow)?Function(?:Expression|Declaration)?/u.test(type)

/** Whether a function is only a frame around tests. */
const isFrame = (call: Node, text: string) =>
  call.type === 'CallExpression' && /^describe\b/u.test(text.slice(call.start, call.end))

/** Outermost functions that are no frame around tests, in order. */
function functionsIn(node: unknown, text: string, found: Node[] = []): Node[] {
  if (Array.isArray(node)) for (const one of node) functionsIn(one, text, found)
  else if (isNode(node)) {
    const frames = isFrame(node, text) ? (node as Node & { arguments: Node[] }).arguments.filter(isFunction) : []
    if (frames.length > 0) for (const frame of frames) functionsIn((frame as Node & { body: Node }).body, text, found)
    else if (isFunction(node)) found.push(node)
    else for (const [key, value] of Object.entries(node)) if (key !== 'parent') functionsIn(value, text, found)
  }
  return found
}

/** Lines with code on them. */
const linesOf = (text: string) => text.split('\n').filter((line) => !/^\s*(?:\/\/|\/?\*|$)/u.test(line)).length

it(`no test is longer than ${maxLines} lines: split it by what it proves, or give its steps names`, () => {
  const longer = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const long = functionsIn(parseSync(file, text).program, text).filter(
      ({ start, end }) => linesOf(text.slice(start, end)) > maxLines,
    )
    return long.length === 0 ? [] : [[file, long.length] as const]
  })
  expect(Object.fromEntries(longer)).toEqual(Object.assign({}, ...Object.values(stillLonger)))
})
