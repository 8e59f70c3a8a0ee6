import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

// What the product takes for granted of the law and of vendors stands in docs/reference, one anchor per row.

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const code = globSync(
  '{src,connectors,jobs,sandbox,scripts,test,bench,corpus,migrations}/**/*.{ts,tsx,mjs,js,css,sql}',
  {
    cwd: root,
  },
).filter((file) => !file.endsWith('rules/references.test.ts'))
const pages = globSync('{*.md,{docs,connectors,sandbox}/**/*.md}', { cwd: root })
const references = globSync('docs/reference/*.md', { cwd: root })

const anchorsOf = (file: string) => [...read(file).matchAll(/<a id="([^"]+)"/gu)].map(([, id]) => id ?? '')
const anchors = new Map(references.map((file) => [file, new Set(anchorsOf(file))]))

/** The text with lines of a comment joined: a list of anchors may go over the end of a line. */
const joined = (text: string) => text.replaceAll(/\n\s*(?:\*(?!\/)|\/\/)?\s*/gu, ' ')

/** Anchors that a file cites, e.g. `docs/reference/law.md#a1 to #a5, #fr6`; null = the page as a whole. */
function citedIn(file: string): { page: string; anchor: string | null }[] {
  const cited = joined(read(file)).matchAll(/docs\/reference\/([a-z-]+)\.md((?:#[\w-]+(?:(?:, | to | and )(?=#))?)*)/gu)
  return [...cited].flatMap(([, name, list]): { page: string; anchor: string | null }[] => {
    const page = `docs/reference/${name}.md`
    const ids = [...(list ?? '').matchAll(/#([\w-]+)/gu)].map(([, id]) => id ?? '')
    return ids.length === 0 ? [{ page, anchor: null }] : ids.map((anchor) => ({ page, anchor }))
  })
}

/** Notes that are not in the repository: nobody who reads the code could look them up. */
const absentPages =
  /(?<![\w/-])(?:facts\/[a-z]+|legal-rules|brokers-and-optout-protocols|inside-the-crm|style-examples|DESIGN\b|fact sheets?|(?:hubspot|salesforce|security|brevo|pipedrive|stack|console)\.md)/gu

/** A section number without the name of the public document that it belongs to. */
const bareSection = /(?<!RFC \d{3,4} |[A-Z]{2,5} |art\. \d+ )§ ?\d[\d.]*/gu

function commentsOf(file: string): string {
  const text = read(file)
  if (file.endsWith('.sql')) return joined((text.match(/--.*$/gmu) ?? []).join('\n'))
  if (file.endsWith('.css')) return joined((text.match(/\/\*[\s\S]*?\*\//gu) ?? []).join('\n'))
  const { comments } = parseSync(file.replace(/\.mjs$/u, '.js'), text)
  return comments.map(({ start, end }) => joined(text.slice(start, end))).join('\n')
}

describe('docs/reference', () => {
  it('gives each anchor once per page', () => {
    const twice = references.flatMap((file) => {
      const all = anchorsOf(file)
      return all.filter((id, place) => all.indexOf(id) !== place).map((id) => `${file}#${id}`)
    })
    expect(twice).toEqual([])
  })

  it('has each anchor that code and pages cite', () => {
    const missing = [...code, ...pages].flatMap((file) =>
      citedIn(file)
        .filter(({ page, anchor }) => !anchors.has(page) || (anchor !== null && !anchors.get(page)?.has(anchor)))
        .map(({ page, anchor }) => `${file}: ${page}${anchor === null ? '' : `#${anchor}`}`),
    )
    expect(missing.map((place) => `${place}: write the row, or cite one that is there.`)).toEqual([])
  })

  it('has each anchor that its own pages link to', () => {
    const missing = references.flatMap((file) =>
      [...read(file).matchAll(/\]\(([a-z]+\.md)?#([\w-]+)\)/gu)]
        .filter(([, page, id]) => !anchors.get(page === undefined ? file : `docs/reference/${page}`)?.has(id ?? ''))
        .map(([link]) => `${file}: ${link}`),
    )
    expect(missing).toEqual([])
  })

  it('is cited with its page where two pages have the row: I1 to I9 are promises, and checks of a broker', () => {
    const bare = code.flatMap((file) =>
      [...commentsOf(file).matchAll(/(?<!#)\bI[1-9]\b/gu)].map(([id]) => `${file}: ${id}`),
    )
    expect(bare.map((place) => `${place}: cite docs/reference/promises.md or law.md with it.`)).toEqual([])
  })

  it('has each row that a comment names by its id alone', () => {
    const rows = new Set([...anchors.values()].flatMap((ids) => [...ids]))
    const missing = code.flatMap((file) =>
      [...commentsOf(file).matchAll(/(?<![#\w./-])(?:FR|CN|GE|DS|LF|[A-HJ])\d{1,2}(?:\.\d)?[a-e]?\b(?![-\w])/gu)]
        .filter(([id]) => !rows.has(id.toLowerCase().replace('.', '-')))
        .map(([id]) => `${file}: ${id}`),
    )
    expect(missing.map((place) => `${place}: write the row, or cite one that is there.`)).toEqual([])
  })

  it('is what code and pages cite, and no page that is not in the repository', () => {
    const wrong = [
      ...code.flatMap((file) => [...read(file).matchAll(absentPages)].map(([words]) => `${file}: ${words}`)),
      ...code.flatMap((file) => [...commentsOf(file).matchAll(bareSection)].map(([words]) => `${file}: ${words}`)),
      ...pages
        .filter((file) => !references.includes(file))
        .flatMap((file) =>
          [absentPages, bareSection]
            .flatMap((banned) => [...read(file).matchAll(banned)])
            .map(([w]) => `${file}: ${w}`),
        ),
    ]
    expect(wrong.map((place) => `${place}: cite docs/reference/<page>.md#<row>, or name the public document.`)).toEqual(
      [],
    )
  })
})
interface LawRow {
  id: string
  test: string
}

/** Rows of the tables of law.md that have a column Test. */
function lawRows(): LawRow[] {
  let isTable = false
  return read('docs/reference/law.md')
    .split('\n')
    .flatMap((line) => {
      const cells = line.split(/(?<!\\)\|/u).map((cell) => cell.trim())
      if (cells.length < 3) isTable = false
      else if (cells[1] === 'Id') isTable = cells.at(-2) === 'Test'
      else if (isTable && !/^-+$/u.test(cells[1] ?? '')) {
        const ids = (cells[1] ?? '').replaceAll(/<[^>]+>/gu, '').split(', ')
        return ids.map((id) => ({ id, test: cells.at(-2) ?? '' }))
      }
      return []
    })
}

/** What is wrong with the column Test of a row; null = nothing. */
function faultOf({ id, test }: LawRow): string | null {
  if (/^nothing to compute: .{20}/u.test(test)) return null
  const named = [...test.matchAll(/`([^`]+)`: "([^"]+)"/gu)].map(([, file, title]) => ({ file: file!, title: title! }))
  if (named.length === 0) return 'name a test, or write "nothing to compute: <reason>"'
  const gone = named.find(({ file }) => !existsSync(join(root, file)))
  if (gone !== undefined) return `${gone.file} is not there`
  const hasTitle = ({ file, title }: { file: string; title: string }) =>
    ["'", '"', '`'].some((quote) => read(file).includes(`${quote}${title.replaceAll('\\|', '|')}${quote}`))
  const unknown = named.find((one) => !hasTitle(one))
  if (unknown !== undefined) return `no test of ${unknown.file} is called "${unknown.title}"`
  const word = new RegExp(`(?<![\\w.-])${id.replaceAll('.', '\\.')}(?![\\w]|\\.\\d)`, 'u')
  return named.some(({ title }) => word.test(title)) ? null : `no title holds the id ${id}`
}

describe('docs/reference/law.md', () => {
  it('is read', () => {
    expect(lawRows().length).toBeGreaterThan(150)
  })

  it('names for each rule the test that goes red when it is broken', () => {
    expect(lawRows().flatMap((row) => (faultOf(row) === null ? [] : [`${row.id}: ${faultOf(row)}`]))).toEqual([])
  })
})
