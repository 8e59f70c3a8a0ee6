import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

// Pages, the API and commands show and ask; what changes the base is an operation, so that every door does the same.

const root = join(import.meta.dirname, '../..')
const read = (pattern: string) =>
  globSync(pattern, { cwd: root })
    .filter((file) => !/\.test\.tsx?$/u.test(file))
    .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const)

/** What belongs to a door itself: who is logged in, how often somebody knocks, when a key was used. */
const ofTheDoor = new Set([
  'insertSession',
  'touchSession',
  'endSession',
  'countHit',
  'countHits',
  'forgetHits',
  'noteApiKeyUse',
])

const writes = /[`'"\s(](?:insert into|update \w+|delete from|pg_(?:try_)?advisory)/u

/** What a module exports, functions and constants alike, each with its text up to what stands behind it. */
const exportsOf = (text: string): { name: string; body: string }[] =>
  text.split(/^(?=export |(?:async )?function |const |interface |type |\/\*\*)/mu).flatMap((body) => {
    const name = /^export (?:(?:async )?function|const) (\w+)/u.exec(body)?.[1]
    return name === undefined ? [] : [{ name, body }]
  })

it('no door writes to the store: it calls an operation', () => {
  const writing = read('src/store/**/*.ts').flatMap(([, text]) =>
    exportsOf(text)
      .filter(({ name, body }) => writes.test(body) && !ofTheDoor.has(name))
      .map(({ name }) => name),
  )
  expect(writing.length).toBeGreaterThan(100)
  const faults = read('src/{http,cli}/**/*.{ts,tsx}').flatMap(([file, text]) => {
    const imported = [...text.matchAll(/^import \{([^}]*)\} from '[^']*\/store\/[^']*'/gmu)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim()),
    )
    return [
      ...imported
        .filter((name) => writing.includes(name))
        .map((name) => `${file} imports ${name}: move it to an operation`),
      ...(writes.test(text.replaceAll(/^import.*$/gmu, '')) && /\.query\(/u.test(text)
        ? [`${file} writes SQL of its own: move it to an operation and the store`]
        : []),
    ]
  })
  expect(faults).toEqual([])
})

/** The queue's own check, and the change of the identity key, which is one long transaction of its own. */
const ownSql = new Set(['src/queue/backend.ts', 'src/operations/backup/rotate-identity-key.ts'])

it('SQL lives in the store', () => {
  const faults = read('{src/{cli,domain,http,operations,outbound,queue},connectors,jobs}/**/*.{ts,tsx}').filter(
    ([file, text]) =>
      !ownSql.has(file) && /\.query(?:<[^(]*>)?\(\s*[`'"](?:select|insert|update|delete|with|set)\b/u.test(text),
  )
  expect(faults.map(([file]) => `${file} holds SQL: move it to src/store`)).toEqual([])
})
