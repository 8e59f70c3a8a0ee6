import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/run.ts'
import { common } from '../../src/http/locales/en/common.ts'

// What the documentation points at is there, and what it tells to type is understood.

const root = join(import.meta.dirname, '../..')
const pages = globSync(['*.md', 'docs/**/*.md', 'connectors/*/README.md', 'bench/*.md'], { cwd: root })
const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

/** An anchor as a heading gets it where Markdown is shown, and those that a page sets itself. */
function anchorsOf(page: string): Set<string> {
  const text = textOf(page)
  const headings = [...text.matchAll(/^#+ (.+)$/gmu)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
  return new Set([...headings, ...[...text.matchAll(/<a id="([^"]+)"/gu)].map(([, id = '']) => id)])
}

describe('links of the documentation', () => {
  it.each(pages)('%s', (page) => {
    const text = textOf(page).replace(/```[\s\S]*?```/gu, '')
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target)
    const wrong = links
      .filter((target) => !/^(?:https?|mailto):/u.test(target))
      .filter((target) => {
        const [path = '', anchor] = target.split('#')
        const file = path === '' ? page : relative(root, join(root, dirname(page), path))
        if (!existsSync(join(root, file))) return true
        return anchor !== undefined && statSync(join(root, file)).isFile() && !anchorsOf(file).has(anchor)
      })
    expect(wrong.map((target) => `${page} links to ${target}, which is not there.`)).toEqual([])
  })
})

/** Paths of the repository that a page names in code. */
it('files that the documentation names are there', () => {
  const wrong = pages
    .filter((page) => !page.startsWith('docs/decisions/') && page !== 'CHANGELOG.md')
    .flatMap((page) =>
      [...textOf(page).matchAll(/`((?:src|connectors|jobs|migrations|sandbox|scripts|bench|test|docs)\/[\w./*-]+)`/gu)]
        .map(([, path = '']) => path)
        .filter((path) => globSync(path, { cwd: root }).length === 0)
        .map((path) => `${page} names ${path}, which is not there.`),
    )
  expect(wrong).toEqual([])
})

/** What is told to be typed, in blocks and in running text. */
const typed = pages
  .filter((page) => !page.startsWith('docs/decisions/'))
  .flatMap((page) => {
    const text = textOf(page)
    const blocks = [...text.matchAll(/```\w*\n([\s\S]*?)```/gu)].flatMap(([, block = '']) => block.split('\n'))
    const inline = [...text.replace(/```[\s\S]*?```/gu, '').matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code)
    return [...blocks, ...inline].map((line) => ({ page, line: line.trim() }))
  })

it('scripts of npm that the documentation names are there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const wrong = typed.flatMap(({ page, line }) =>
    [...line.matchAll(/\bnpm run ([\w:]+)/gu)]
      .map(([, name = '']) => name)
      .filter((name) => !Object.hasOwn(scripts, name))
      .map((name) => `${page} names npm run ${name}`),
  )
  expect(wrong).toEqual([])
})

it('blocks that make a package install what builds it first, as a fresh clone has nothing', () => {
  const steps = (page: string) =>
    [...textOf(page).matchAll(/```\w*\n([\s\S]*?)```/gu)]
      .map(([, block = '']) => block.split('\n').filter((line) => /^npm (?:ci|pack|install)\b/u.test(line)))
      .filter((lines) => lines.includes('npm pack'))
  const inOrder = ['npm ci', 'npm pack', 'npm install -g ./lawbase-0.1.0.tgz']
  expect({ readme: steps('README.md'), start: steps('docs/start.md') }).toEqual({
    readme: [inOrder],
    start: [inOrder],
  })
})

/** Texts of the English console that begin with a word of their own; a part that is filled in fits any word. */
const shown = globSync('src/http/{locales/en/*.ts,public/texts/en.json}', { cwd: root }).flatMap((file) =>
  [...textOf(file).matchAll(/'((?:[^'\\\n]|\\.)+)'|"([^"\n]+)"|`([^`\n]+)`/gu)]
    .map((found) => found.slice(1).join('').replaceAll("\\'", "'"))
    .filter((text) => /^\p{Lu}/u.test(text))
    .map((text) => text.split(/\$\{[^}]*\}/u).map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')))
    .map((parts) => new RegExp(`^${parts.join('.+')}$`, 'u')),
)

describe('names of the console in documentation and command line', () => {
  const told = [
    ...pages.filter((page) => !page.startsWith('docs/decisions/')),
    ...globSync('src/cli/**/*.ts', { cwd: root }),
  ].map((page) => ({ page, text: textOf(page) }))

  it('are pages of the menu behind "page"', () => {
    const menu = Object.values(common.nav).filter((label) => typeof label === 'string')
    const wrong = told.flatMap(({ page, text }) =>
      [...text.matchAll(/\bpage (?:\*+|["“])?(\p{Lu}[^.,:;\n]*)/giu)]
        .map(([, name = '']) => name)
        .filter((name) => /^\p{Lu}/u.test(name))
        .filter((name) => !menu.some((label) => name === label || new RegExp(`^${label}(?!\\p{L}| &)`, 'u').test(name)))
        .map((name) => `${page} names a page that the menu does not: ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('are texts of the console behind "press", "button" and "card"', () => {
    const wrong = told.flatMap(({ page, text }) =>
      [...text.matchAll(/\b(?:press|button|card|then) (?:\*+([^*]+)\*+|["“]([^"”]+)["”])/giu)]
        .map(([, marked, quoted]) => marked ?? quoted ?? '')
        .filter((name) => !shown.some((label) => label.test(name)))
        .map((name) => `${page} names what the console does not show: ${name}`),
    )
    expect(wrong).toEqual([])
  })
})

/** The words behind `lawbase`, as a shell would split them; … and placeholders count as words. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/gu)].map((m) => m[1] ?? m[2] ?? m[3] ?? '')

it('commands of lawbase that the documentation names are understood', () => {
  const wrong = typed.flatMap(({ page, line }) => {
    const found = /(?:^|\| |\$ |npx )lawbase ([a-z][a-z-]*)\b([^|<>]*)/u.exec(line)
    if (found === null) return []
    const [, name = '', rest = ''] = found
    const command = commands[name]
    if (command === undefined) return [`${page}: there is no command "lawbase ${name}"`]
    try {
      parseArgs({
        args: wordsOf(rest).filter((word) => word !== '…'),
        options: { json: { type: 'boolean' }, help: { type: 'boolean' }, ...command.options },
        allowPositionals: true,
        strict: true,
      })
      return []
    } catch (error) {
      return [`${page}: lawbase ${name}${rest}: ${error instanceof Error ? error.message : ''}`]
    }
  })
  expect(wrong).toEqual([])
})

/** Examples that need no database are run as they stand. */
const examples = typed.filter(({ line }) => /^(?:echo|printf) .*\| lawbase (?:decide|clock|classify) /u.test(line))

describe('examples of the documentation', () => {
  it.each(examples)('$page: $line', ({ line }) => {
    const program = join(root, 'dist/src/main.js')
    const shell = line.replace('| lawbase ', `| node ${program} `)
    const answer = spawnSync('sh', ['-c', shell], { encoding: 'utf8', cwd: root })
    const lines = answer.stdout.trim().split('\n')
    expect({
      code: answer.status,
      errors: answer.stderr,
      json: lines.every((one) => typeof JSON.parse(one) === 'object'),
    }).toEqual({
      code: 0,
      errors: '',
      json: true,
    })
  })
})
