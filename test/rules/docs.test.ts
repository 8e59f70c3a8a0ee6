import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/run.ts'
import { settingNames } from '../../src/config.ts'
import { apiCalls } from '../../src/http/api/openapi/calls.ts'
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

it('each setting, also of a connector, stands in the list of settings', () => {
  const declared = globSync('connectors/**/*.ts', { cwd: root }).flatMap((file) =>
    [...textOf(file).matchAll(/\bvariable: '(\w+)'/gu)].map(([, name = '']) => name),
  )
  expect(declared.length).toBeGreaterThan(10)
  const listed = textOf('docs/configuration.md')
  const names = new Set([...settingNames([]), ...declared])
  expect([...names].filter((name) => !listed.includes(`\`${name}\``))).toEqual([])
})

it('each page for readers is linked from the README', () => {
  const readme = textOf('README.md')
  const missing = globSync(['docs/*.md', 'docs/{admin,api,developer,dpo}/*.md'], { cwd: root })
  expect(missing.filter((page) => !readme.includes(`(${page})`))).toEqual([])
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

/** The sources that read what is typed behind `npm run NAME --`. */
const readersOf: Readonly<Record<string, string>> = {
  demo: 'scripts/demo/*.mjs',
  faults: 'scripts/{faults.mjs,faults/*.mjs}',
  bench: 'bench/**/*.mjs',
  score: 'corpus/score/*.mjs',
  planted: 'scripts/planted*.mjs',
}

it('options and words that the documentation types behind npm run are read by the script', () => {
  const wrong = typed.flatMap(({ page, line }) => {
    const found = /\bnpm run ([\w:]+) -- ([^|>#]+)/u.exec(line)
    if (found === null) return []
    const [, name = '', rest = ''] = found
    const source = globSync(readersOf[name] ?? '', { cwd: root })
      .map(textOf)
      .join('\n')
    // A value behind an option, and a number, may be anything.
    const words = wordsOf(rest).filter((word, place, all) => /^--|^[a-z]/u.test(word) && !isValue(all, place, source))
    return words
      .filter((word) => {
        const key = word.replace(/^--/u, '')
        return !new RegExp(`(?<![\\w-])'?${key}['":]`, 'u').test(source)
      })
      .map((word) => `${page}: npm run ${name} does not know ${word}`)
  })
  expect(wrong).toEqual([])
})

/** Whether the word stands behind an option that takes one. */
function isValue(words: readonly string[], place: number, source: string): boolean {
  const option = /^--(.+)$/u.exec(words[place - 1] ?? '')?.[1]
  return option !== undefined && new RegExp(`'?${option}'?: \\{ type: 'string'`, 'u').test(source)
}

it('programs, files and projects that the documentation types are there', () => {
  const config = textOf('vitest.config.ts')
  const wrong = typed.flatMap(({ page, line }) => [
    ...[...line.matchAll(/(?:^|\s)((?:ops|scripts|bench|test)\/[\w./@*-]+)/gu)]
      .map(([, path = '']) => path)
      .filter((path) => globSync(path, { cwd: root }).length === 0)
      .map((path) => `${page} types ${path}, which is not there.`),
    ...[...line.matchAll(/--project (\w+)/gu)]
      .map(([, name = '']) => name)
      .filter((name) => !config.includes(`layer('${name}'`))
      .map((name) => `${page} names a project that vitest.config.ts has not: ${name}`),
    ...[...line.matchAll(/\blawbase (--[\w-]+)/gu)]
      .map(([, option = '']) => option)
      .filter((option) => !['--help', '--version'].includes(option))
      .map((option) => `${page}: lawbase knows no ${option}`),
  ])
  expect(wrong).toEqual([])
})

it('calls of the API that the documentation types are calls of it', () => {
  const paths = apiCalls.map(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u'))
  const wrong = typed.flatMap(({ page, line }) =>
    [...line.matchAll(/\/api\/v1(\/[^\s'"`?#,;)]*)/gu)]
      .map(([, path = '']) => path.replaceAll(/[.]$/gu, ''))
      .filter((path) => path !== '/openapi.json' && !path.endsWith('…') && !paths.some((known) => known.test(path)))
      .map((path) => `${page} calls /api/v1${path}, which is no call of the API`),
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
