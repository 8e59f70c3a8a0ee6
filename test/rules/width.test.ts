import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'

// The formatter breaks code at 120 but leaves comments and literals alone; no lint rule looks at them.

const root = join(import.meta.dirname, '../..')
const maxWidth = 120

/** Data read row by row: a row that is broken up is harder to read than a wide one. */
const wideByNature = /\/(?:tables|locales|test\/corpus)\//u

const folders = ['src', 'connectors', 'jobs', 'sandbox', 'scripts', 'test', 'bench']
/** Corpora are data too: one text or case a row. Their programs and comments are not. */
const files = globSync([`{${folders.join(',')}}/**/*.{ts,tsx,mjs,js}`, '*.{ts,mjs}', 'corpus/**/*.mjs'], { cwd: root })

interface Range {
  start: number
  end: number
}

/**
 * Ranges of what no formatter can break: strings, templates (SQL among them), regular expressions and text of a page.
 */
function literalsOf(node: unknown, found: Range[] = []): Range[] {
  if (Array.isArray(node)) for (const one of node) literalsOf(one, found)
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    const { type, start, end } = node as { type: string } & Range
    if (['TemplateLiteral', 'JSXText'].includes(type)) found.push({ start, end })
    else if (type === 'Literal') {
      if ('regex' in node || typeof (node as { value?: unknown }).value === 'string') found.push({ start, end })
    } else for (const [key, value] of Object.entries(node)) if (key !== 'parent') literalsOf(value, found)
  }
  return found
}

/** Lines (from 1) wider than the limit even without the literals on them. */
function tooWide(file: string): number[] {
  const text = readFileSync(join(root, file), 'utf8')
  const lines = text.split('\n')
  if (lines.every((line) => line.length <= maxWidth)) return []
  const { program, comments } = parseSync(file.replace(/\.mjs$/u, '.js'), text)
  const literals = literalsOf(program)
  let start = 0
  return lines.flatMap((line, index) => {
    const from = start
    const to = from + line.length
    start = to + 1
    if (line.length <= maxWidth) return []
    const inside = ({ start: first, end: last }: Range) => Math.max(0, Math.min(to, last) - Math.max(from, first))
    const isComment = comments.some((comment) => inside(comment) > 0)
    if (!isComment && wideByNature.test(`/${file}`)) return []
    const spared = Math.max(0, ...literals.map(inside))
    return isComment || line.length - spared > maxWidth ? [index + 1] : []
  })
}

/** Neither the formatter nor the parser knows these: each line counts as it stands. */
const plain = globSync('{src,ops}/**/*.{css,sh,service}', { cwd: root })

it('no line is wider than 120 characters, but for a literal that cannot be broken', () => {
  const wrong = [
    ...files.flatMap((file) => tooWide(file).map((line) => `${file}:${line}`)),
    ...plain.flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (line.length > maxWidth ? [`${file}:${index + 1}`] : [])),
    ),
  ]
  expect(wrong.map((place) => `${place}: break the line or the comment at ${maxWidth} characters.`)).toEqual([])
})
