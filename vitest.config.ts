import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take a minute or more: begun first, so that none of them is waited for alone at the end. */
const long = [
  'models/removal/removal',
  'models/propagation',
  'models/reader/train',
  'models/regexes',
  'faults/kill',
  'faults/fault-run',
  'flow/contacts/split-people',
  'browser/tasks/requests',
  'browser/app/pages',
  'browser/brokers/broker-pages',
  'contract/salesforce/salesforce-bulk',
  'browser/screening/screening',
  'browser/objections/file',
  'browser/sources/sources',
  'browser/consents/questionnaire',
  'browser/app/main-job',
  'browser/shopper/shopper',
  'browser/evidence/reports',
  'browser/brokers/brokers',
  'browser/forms/forms',
]

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((name) => moduleId.includes(`/test/${name}.`))
      return found === -1 ? long.length : found
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

/**
 * One project per layer: `vitest run --project rules` is the fast one. What a file needs is loaded, and compiled, once
 * a worker, not once a file, which took a quarter of the time: a module that scenes share sets its state where a scene
 * is opened.
 */
const layer = (name: string, include: string[], more: Record<string, unknown> = {}) => ({
  test: {
    name,
    include,
    pool: 'forks' as const,
    isolate: false,
    testTimeout: 30_000,
    // A stand is opened and a state waited for as long as it takes: a busy machine is no fault of the product.
    hookTimeout: 240_000,
    expect: { poll: { timeout: 120_000 } },
    setupFiles: 'test/support/database/planned-once.ts',
    ...more,
  },
})

export default defineConfig({
  test: {
    projects: [
      layer('rules', ['{src,connectors,jobs}/**/*.test.{ts,tsx}', 'test/rules/**/*.test.ts']),
      layer('sandbox', ['test/sandbox/**/*.test.ts']),
      layer('contract', ['test/contract/**/*.test.ts']),
      layer('store', ['test/store/**/*.test.ts']),
      layer('queue', ['test/queue/**/*.test.ts']),
      layer('flow', ['test/flow/**/*.test.ts'], { testTimeout: 360_000 }),
      // The engine that counts steps calls itself for each turn of a repetition, and knows a pattern by the loading of
      // its module: each file loads its own.
      layer('models', ['test/models/**/*.test.ts'], {
        isolate: true,
        execArgv: ['--stack-size=3900'],
      }),
      layer('browser', ['test/browser/**/*.test.ts'], { testTimeout: 360_000 }),
      // Both mostly wait for the leases of the dead: others work meanwhile.
      layer('kills', ['test/faults/kill.test.ts'], { testTimeout: 600_000 }),
      layer('faults', ['test/faults/fault-run.test.ts'], { testTimeout: 600_000 }),
    ],
    // Once for all projects.
    globalSetup: 'test/support/database/cluster.ts',
    // Most tests wait for a state most of the time: three keep two cores busy.
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
  },
})
