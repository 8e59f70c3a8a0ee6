import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

// What nobody else uses is not offered: a reader need not look who depends on it.

const root = join(import.meta.dirname, '../..')

/** Kept on purpose: what waits for the rule that will use it. */
const keptFor: Readonly<Record<string, string>> = {
  countsAsAct: 'waits for the rule that will ask it of single acts',
}

const read = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => [file, readFileSync(join(root, file), 'utf8')] as const)
const product = read('{src,connectors,jobs,sandbox}/**/*.{ts,tsx}').filter(([file]) => !/\.test\.tsx?$/u.test(file))
const all = [...read('{src,connectors,jobs,sandbox,test,scripts,bench}/**/*.{ts,tsx,mjs}')]

/** Files by the words in them. */
const filesWith = new Map<string, Set<string>>()
for (const [file, text] of all)
  for (const word of new Set(text.match(/[A-Za-z_$][\w$]*/gu)))
    filesWith.set(word, (filesWith.get(word) ?? new Set()).add(file))

it('nothing is exported that no other file uses', () => {
  const unused = product.flatMap(([file, text]) =>
    [...text.matchAll(/^export (?:async )?(?:function\*?|const|let|class|interface|type) ([\w$]+)/gmu)]
      .map(([, name = '']) => name)
      .filter((name) => keptFor[name] === undefined && [...(filesWith.get(name) ?? [])].every((user) => user === file))
      .map((name) => `${file} exports ${name}, which no other file uses: take the export away, or the thing itself.`),
  )
  expect(unused).toEqual([])
})
