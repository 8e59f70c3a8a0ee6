import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'

// What nobody else uses is not offered: a reader need not look who depends on it.

const root = join(import.meta.dirname, '../..')

/** Kept on purpose: what waits for the rule that will use it. */
const keptFor: Readonly<Record<string, string>> = {
  countsAsAct: 'waits for the rule that will ask it of single acts',
}

/** Folders whose files mirror each other: the same name stands for the same words in each. */
const mirrors = [/^src\/http\/locales\/(?:en|fr)\//u]

/** The product, its stand-ins, and the connector that docs/developer/new-connector.md takes its reader through. */
const product = globSync('{src,connectors,jobs,sandbox,test/third-crm}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.test\.tsx?$/u.test(file),
)
const all = globSync('{src,connectors,jobs,sandbox,test,scripts,bench}/**/*.{ts,tsx,mjs}', { cwd: root })

/** Names that files import, as `file name`; a file that is loaded as a whole (a worker, a star) uses all of another. */
const used = new Set<string>()
for (const file of all) {
  const source = readFileSync(join(root, file), 'utf8')
  const { module } = parseSync(file, source)
  const targetOf = (request: string) => relative(root, resolve(root, dirname(file), request))
  const takes = (request: string, names: readonly (string | null | undefined)[]) => {
    for (const name of names) used.add(`${targetOf(request)} ${name ?? '*'}`)
  }
  for (const { moduleRequest, entries } of module.staticImports)
    takes(
      moduleRequest.value,
      entries.map(({ importName }) => importName.name),
    )
  for (const { entries } of module.staticExports)
    for (const { moduleRequest, importName } of entries)
      if (moduleRequest != null) takes(moduleRequest.value, [importName.name])
  for (const [, request = '', name] of source.matchAll(/import\('([^']+)'\)\.([\w$]+)/gu)) takes(request, [name])
  for (const [, request = ''] of source.matchAll(/(?:import|workFile)\('(\.[^']+)'[,)](?!\.)/gu)) takes(request, ['*'])
}

const exportsOf = (file: string): string[] =>
  parseSync(file, readFileSync(join(root, file), 'utf8'))
    .module.staticExports.flatMap(({ entries }) => entries)
    // A default export is what a worker's file hands out by its address.
    .flatMap(({ exportName }) => exportName.name ?? [])

it('nothing is exported that no other file uses', () => {
  const unused = product.flatMap((file) =>
    exportsOf(file)
      .filter((name) => keptFor[name] === undefined && !used.has(`${file} ${name}`) && !used.has(`${file} *`))
      .map((name) => `${file} exports ${name}, which no other file uses: take the export away, or the thing itself.`),
  )
  expect(unused).toEqual([])
})

/** `src/store`, `src/http`, `jobs`: in each, one name means one thing. Connectors and stand-ins have each their own. */
const layerOf = (file: string): string => (/^(?:src\/[a-z]+|jobs)(?=\/)/u.exec(file) ?? [''])[0]

it('no name is exported by two files of a layer', () => {
  const named = product
    .filter((file) => layerOf(file) !== '' && !mirrors.some((mirror) => mirror.test(file)))
    .flatMap((file) => [...new Set(exportsOf(file))].map((name) => ({ file, name, layer: layerOf(file) })))
  const twice = [...Map.groupBy(named, ({ name, layer }) => `${layer} ${name}`).values()]
    .filter(({ length }) => length > 1)
    .map((found) => found.map(({ file, name }) => `${file} exports ${name}`).join(', '))
  expect(
    twice,
    'Say in the name of one what it is of; where both do the same, keep one and import it from the lower folder.',
  ).toEqual([])
})
