import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Who may import whom, by folder; `packages` only where the table limits them. The message says what to do instead. */
const table: readonly { from: string; may: readonly string[]; packages?: readonly string[]; instead: string }[] = [
  {
    from: 'src/domain',
    may: ['src/domain'],
    packages: ['zod', 'libphonenumber-js', 'cron-parser', 'eld/extrasmall', 'node:crypto', 'node:module', 'node:url'],
    instead: 'Rules are pure: pass what they need as an argument and do the I/O in src/operations.',
  },
  {
    from: 'src/connector',
    may: ['src/connector', 'src/domain'],
    packages: ['zod', 'pino'],
    instead: 'The contract knows the domain only.',
  },
  {
    from: 'src/crypto',
    may: ['src/crypto'],
    packages: ['node:crypto', 'node:util'],
    instead: 'Cryptography takes bytes and keys; where they are stored is for src/store.',
  },
  {
    from: 'src/threads',
    may: ['src/threads', 'src/connector'],
    instead: 'Threads know no work: whoever runs one hands over the address of its file.',
  },
  {
    from: 'src/outbound',
    may: ['src/outbound', 'src/connector'],
    instead: 'The network guard knows the contract only.',
  },
  ...readdirSync(join(root, 'connectors')).map((name) => ({
    from: `connectors/${name}`,
    may: [`connectors/${name}`, 'src/connector', 'src/domain'],
    instead: 'Take http, budget, clock and log from ConnectorDeps; never another connector.',
  })),
  {
    from: 'test/third-crm/connector',
    may: ['test/third-crm/connector', 'src/connector', 'src/domain'],
    packages: ['zod', 'node:crypto'],
    instead: 'It is the example of a connector: it takes what any connector may take.',
  },
  {
    from: 'test/third-crm/server',
    may: ['test/third-crm/server', 'sandbox/core', 'test/support/stand-in.ts'],
    instead: 'A stand-in meets the product over HTTP only; it may share the core of the sandbox.',
  },
  {
    from: 'src/store',
    may: ['src/store', 'src/domain', 'src/connector', 'src/crypto'],
    instead: 'The store is SQL and rows: move the decision to src/operations.',
  },
  {
    from: 'src/queue',
    may: ['src/queue', 'jobs', 'src/connector', 'src/domain'],
    instead: 'The queue only carries ids: pass in what it needs.',
  },
  {
    from: 'src/operations',
    may: [
      'src/operations',
      'src/domain',
      'src/store',
      'src/connector',
      'src/crypto',
      'src/queue',
      'src/outbound',
      'src/threads',
      'jobs/catalog.ts',
    ],
    instead: 'Operations reach a vendor through openConnection and the queue through app.enqueue.',
  },
  {
    from: 'src/http',
    may: [
      'src/http',
      'src/operations',
      'src/domain',
      'src/store',
      'src/connector',
      'src/crypto',
      'src/package-root.ts',
    ],
    instead: 'A door calls an operation; it never runs a job or a connector itself.',
  },
  {
    from: 'src/cli',
    may: [
      'src/cli',
      'src/operations',
      'src/domain',
      'src/store',
      'src/connector',
      'src/config.ts',
      'src/log.ts',
      'src/clock.ts',
      'src/serve.ts',
      'src/package-root.ts',
      'src/http',
      'src/queue',
    ],
    instead: 'src/main.ts hands connectors and handlers to the command line as Program.',
  },
  {
    from: 'jobs',
    may: ['jobs', 'src/operations', 'src/store', 'src/domain', 'src/connector', 'src/queue'],
    instead: 'A job calls an operation; it never sees a connector or a page.',
  },
  { from: 'sandbox', may: ['sandbox'], instead: 'The sandbox meets the product over HTTP only.' },
  {
    from: 'scripts',
    // The fault run stops and starts a server of its own.
    may: ['scripts', 'dist/src/store/embedded'],
    instead: 'Scripts start product and sandbox as processes and speak HTTP.',
  },
]

/** Packages that only one folder may import. */
const onlyIn: Readonly<Record<string, readonly string[]>> = {
  bullmq: ['src/queue'],
  ioredis: ['src/queue'],
  fastify: ['src/http'],
  // The fault run loses the queue's jobs behind the product's back.
  pg: ['src/store', 'src/queue', 'src/operations', 'scripts/faults'],
  '@hubspot/api-client': ['connectors/hubspot'],
  jsforce: ['connectors/salesforce'],
  standardwebhooks: ['connectors/broker-webhook', 'src/outbound'],
  imapflow: ['connectors/mailbox'],
  mailparser: ['connectors/mailbox'],
}

const files = ['src', 'connectors', 'jobs', 'sandbox', 'scripts', 'test/third-crm']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((file) => /\.(ts|tsx|mjs)$/u.test(file) && !/\.test\.tsx?$/u.test(file))

interface Import {
  target: string
  isPackage: boolean
  typeOnly: boolean
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = [
    ...text.matchAll(
      /^\s*(?:import|export)\s+(type\s+)?[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^import\s+['"]([^'"]+)['"]/gmu,
    ),
  ]
  return found.map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? ''
    const isPackage = !target.startsWith('.')
    return {
      target: isPackage ? target : relative(root, join(root, dirname(file), target)),
      isPackage,
      typeOnly: match[1] !== undefined,
    }
  })
}

const under = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

describe('who may import whom', () => {
  it.each(table)('$from', ({ from, may, packages, instead }) => {
    const wrong = files
      .filter((file) => under(file, from))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ target, isPackage }) =>
            isPackage
              ? packages !== undefined && !packages.some((name) => target === name || target.startsWith(`${name}/`))
              : !may.some((folder) => under(target, folder)),
          )
          .map(({ target }) => `${file} imports ${target}. ${instead}`),
      )
    expect(wrong).toEqual([])
  })

  it.each(Object.entries(onlyIn))('only %s is imported where it belongs', (name, folders) => {
    const wrong = files
      .filter((file) => !folders.some((folder) => under(file, folder)))
      .flatMap((file) =>
        importsOf(file)
          .filter(
            ({ target, isPackage, typeOnly }) =>
              isPackage && !typeOnly && (target === name || target.startsWith(`${name}/`)),
          )
          .map(() => `${file} imports ${name}: only ${folders.join(', ')} may.`),
      )
    expect(wrong).toEqual([])
  })
})

describe('habits that patterns cannot say', () => {
  it('nothing but src/config.ts reads the environment', () => {
    const wrong = files
      .filter((file) => under(file, 'src') || under(file, 'connectors') || under(file, 'jobs'))
      .filter((file) => !['src/main.ts', 'src/store/embedded/postgres.ts'].includes(file))
      .filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'))
    expect(
      wrong.map((file) => `${file} reads process.env: add the variable to src/config.ts and pass the value in.`),
    ).toEqual([])
  })
})
