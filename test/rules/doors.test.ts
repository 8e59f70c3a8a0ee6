import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
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

/** What stands at the top of a module, functions and constants alike, each with its text up to what follows. */
const madeIn = (text: string): { name: string; exported: boolean; body: string }[] =>
  text.split(/^(?=export |(?:async )?function |const |interface |type |\/\*\*)/mu).flatMap((body) => {
    const [, shown, name] = /^(export )?(?:(?:async )?function\*?|const) (\w+)/u.exec(body) ?? []
    return name === undefined ? [] : [{ name, exported: shown !== undefined, body }]
  })

/** What a module of the store exports that writes, by itself or through a helper that the file keeps to itself. */
function writersOf(text: string): string[] {
  const made = madeIn(text)
  const found = new Set(made.filter(({ body }) => writes.test(body)).map(({ name }) => name))
  const calls = ({ body }: { body: string }) => [...found].some((name) => new RegExp(`\\b${name}\\b`, 'u').test(body))
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const one of made) if (!found.has(one.name) && !ofTheDoor.has(one.name) && calls(one)) found.add(one.name)
  }
  return made
    .filter(({ name, exported }) => exported && found.has(name) && !ofTheDoor.has(name))
    .map(({ name }) => name)
}

/** What a file imports from the store, under the names that the store gives it; `*` where it takes a file whole. */
const takenFromStore = (file: string, text: string): string[] =>
  parseSync(file, text)
    .module.staticImports.filter(({ moduleRequest }) => moduleRequest.value.includes('/store/'))
    .flatMap(({ entries }) => entries.map(({ importName }) => importName.name ?? '*'))

it('no door writes to the store: it calls an operation', () => {
  const writing = new Set(['*', ...read('src/store/**/*.ts').flatMap(([, text]) => writersOf(text))])
  expect(writing.size).toBeGreaterThan(100)
  const faults = read('src/{http,cli}/**/*.{ts,tsx}').flatMap(([file, text]) => [
    ...takenFromStore(file, text)
      .filter((name) => writing.has(name))
      .map((name) => `${file} imports ${name}: move it to an operation`),
    ...(writes.test(text.replaceAll(/^import.*$/gmu, '')) && /\.query\(/u.test(text)
      ? [`${file} writes SQL of its own: move it to an operation and the store`]
      : []),
  ])
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
