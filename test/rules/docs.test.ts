import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/run.ts'

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
