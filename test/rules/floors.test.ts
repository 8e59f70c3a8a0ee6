import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const maxFiles = 20

/**
 * Capabilities from the ground up (docs/decisions/0033). A folder imports its own files and lower floors, never a
 * neighbour on its floor.
 */
const floors: readonly (readonly string[])[] = [
  ['app', 'embedded'],
  ['sql', 'ui', 'titles'],
  ['spreadsheets', 'help'],
  ['approvals'],
  ['settings'],
  ['accounts'],
  ['connections'],
  ['sources'],
  ['propagation'],
  ['contacts'],
  ['inactivity'],
  ['decisions'],
  ['objections'],
  ['links'],
  ['mailbox', 'brokers'],
  ['intake', 'tags'],
  ['consents', 'notices', 'screening', 'forms'],
  ['removals'],
  ['corrections'],
  ['evidence'],
  ['texts'],
  ['backup', 'shopper'],
  ['time-machine', 'alarms'],
  ['runs'],
  ['today', 'search', 'monitoring'],
]

/**
 * In these two layers the settings gather a part of every capability: one schema, one page. They stand above what they
 * gather.
 */
const settingsOnTop = floors
  .filter((floor) => !floor.includes('settings'))
  .flatMap((floor) => (floor.includes('alarms') ? [['settings'], floor] : [floor]))

interface Layer {
  folder: string
  floors: readonly (readonly string[])[]
  /** The only files that lie in the layer itself: each lists what the folders offer, so it stands above all of them. */
  flat: readonly string[]
}

const layers: readonly Layer[] = [
  { folder: 'src/domain', floors: settingsOnTop, flat: [] },
  { folder: 'src/store', floors, flat: [] },
  { folder: 'src/operations', floors, flat: [] },
  { folder: 'src/http/console', floors: settingsOnTop, flat: ['pages.ts'] },
  { folder: 'src/cli', floors, flat: ['run.ts'] },
  {
    folder: 'src/http',
    floors: [['assets'], ['ui'], ['locales'], ['app'], ['documents'], ['public'], ['api', 'webhooks'], ['console']],
    flat: ['console-server.ts', 'public-server.ts'],
  },
  {
    folder: 'connectors/hubspot',
    floors: [['transport'], ['fields'], ['read'], ['dependencies'], ['write'], ['webhook']],
    flat: ['README.md', 'index.ts'],
  },
  {
    folder: 'connectors/salesforce',
    floors: [
      ['transport'],
      ['fields'],
      ['records'],
      ['engagement'],
      ['encounters'],
      ['consents'],
      ['read'],
      ['write'],
      ['webhook'],
    ],
    flat: ['README.md', 'index.ts'],
  },
  {
    folder: 'sandbox/hubspot',
    floors: [['account'], ['records'], ['preferences'], ['webhook']],
    flat: ['hubspot.ts'],
  },
  {
    folder: 'sandbox/salesforce',
    floors: [['account'], ['soql'], ['records'], ['webhook']],
    flat: ['salesforce.ts'],
  },
]

/** Files that gather what the folder beside them holds, so that they stand above it, whatever lies beside them. */
const gathers: Readonly<Record<string, string>> = {
  'src/http/locales/en.ts': 'the words of all pages',
  'src/http/locales/fr.ts': 'the words of all pages',
  'src/http/api/routes.ts': 'all calls, and their description, which is made of the calls',
  'bench/main.mjs': 'all scenarios',
}

/** Layers, and kinds of tests: who imports whom there is said in `imports.test.ts`. */
const notAFolder = new Set(['src', 'test'])

/** Lists that grow by one file a time and are found by number or language, not by browsing. */
const mayBeLong = ['migrations', 'docs/decisions', 'src/http/locales/en', 'src/http/locales/fr']

const files = globSync('{src,connectors,jobs,sandbox,scripts,bench,test,docs,migrations}/**/*.*', {
  cwd: root,
  exclude: (name) => basename(name) === 'node_modules',
})

/** What a file imports by a relative path: types, lazy imports and the files of threads as well. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*|\bworkFile\(\s*)'(\.[^']+)'/gu)].map((match) =>
    posix.join(dirname(file), match[1] ?? ''),
  )
}

/** The folder of a file within a layer; '' for a file that lies in the layer itself, null for one outside. */
function placeIn({ folder }: Layer, file: string): string | null {
  if (!file.startsWith(`${folder}/`)) return null
  const parts = file.slice(folder.length + 1).split('/')
  return parts.length === 1 ? '' : (parts[0] ?? '')
}

interface Arrow {
  file: string
  target: string
  from: string
  to: string
}

const isTest = (file: string) => /\.test\.tsx?$/u.test(file)

/** Imports between folders of a layer. Tests may look anywhere. */
function arrowsOf(layer: Layer): Arrow[] {
  return files
    .filter((file) => /\.tsx?$/u.test(file) && !isTest(file))
    .flatMap((file) => {
      const from = placeIn(layer, file)
      if (from === null || from === '') return []
      return importsOf(file).flatMap((target) => {
        const to = placeIn(layer, target)
        return to === null || to === from ? [] : [{ file, target, from, to }]
      })
    })
}

/** The part of a folder that a file is of: a folder in it, or '' for what lies beside those; null for one outside. */
const partOf = (folder: string, file: string): string | null => placeIn({ folder, floors: [], flat: [] }, file)

/** Folders at every level, with the imports between their parts. */
function partsOfFolders(): (readonly [string, Arrow[]])[] {
  const sources = files.filter((file) => /\.(?:tsx?|mjs)$/u.test(file) && !isTest(file) && gathers[file] === undefined)
  const arrows = sources.flatMap((file) => importsOf(file).map((target) => ({ file, target })))
  const folders = new Set(files.flatMap((file) => [...parentsOf(file)]).filter((folder) => !notAFolder.has(folder)))
  return [...folders].map((folder) => [
    folder,
    arrows.flatMap(({ file, target }) => {
      const [from, to] = [partOf(folder, file), partOf(folder, target)]
      return from === null || to === null || from === to ? [] : [{ file, target, from, to }]
    }),
  ])
}

function* parentsOf(file: string): Generator<string> {
  for (let at = dirname(file); at !== '.'; at = dirname(at)) yield at
}

/** Folders that can be reached from themselves. */
function circlesOf(arrows: readonly Arrow[]): string[] {
  const next = Map.groupBy(arrows, ({ from }) => from)
  const reached = (start: string): Set<string> => {
    const seen = new Set<string>()
    const waiting = [start]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
      for (const { to } of next.get(at) ?? [])
        if (!seen.has(to)) {
          seen.add(to)
          waiting.push(to)
        }
    return seen
  }
  return [...next.keys()].filter((folder) => reached(folder).has(folder))
}

describe.each(layers)('$folder', (layer) => {
  const floorOf = (name: string) => layer.floors.findIndex((floor) => floor.includes(name))
  const arrows = arrowsOf(layer)

  it('has a floor for each of its folders', () => {
    const names = new Set(files.map((file) => placeIn(layer, file)).filter((name) => name !== null && name !== ''))
    const wrong = [...names].filter((name) => floorOf(name ?? '') === -1)
    expect(
      wrong.map(
        (name) =>
          `${layer.folder}/${name} has no floor: use the name of a capability that is there, or give the new one its floor here and a line in docs/decisions/0033.`,
      ),
    ).toEqual([])
  })

  it('imports downward only', () => {
    const wrong = arrows.filter(({ from, to }) => floorOf(to) >= floorOf(from))
    expect(
      wrong.map(({ file, target, from, to }) =>
        to === ''
          ? `${file} imports ${target}, which lists all folders: take what you need from the folder that has it.`
          : `${file} imports ${target}, but "${from}" is not above "${to}": move the file to the folder it belongs to, move what both need to a lower folder, or hand it in as an argument.`,
      ),
    ).toEqual([])
  })

  it('has no circle of folders', () => {
    expect(
      circlesOf(arrows).map(
        (folder) => `${layer.folder}/${folder} imports itself by way of others: turn one of the imports.`,
      ),
    ).toEqual([])
  })

  it('has every file in a folder', () => {
    const wrong = files.filter((file) => placeIn(layer, file) === '' && !layer.flat.includes(basename(file)))
    expect(wrong.map((file) => `${file} lies flat: put it into the folder of its capability.`)).toEqual([])
  })
})

it('a folder and its parts import one way, at every level', () => {
  const wrong = partsOfFolders().flatMap(([folder, arrows]) => {
    const round = circlesOf(arrows)
    const way = ({ from, to }: Pick<Arrow, 'from' | 'to'>) => arrows.filter((one) => one.from === from && one.to === to)
    return arrows
      .filter(({ from, to }) => round.includes(from) && round.includes(to))
      .filter(({ from, to }) => way({ from, to }).length <= (way({ from: to, to: from }).length || Infinity))
      .map(({ file, target }) => `${file} imports ${target} (${folder})`)
  })
  expect(
    wrong,
    'A folder within another is what its parent uses, or is built upon the parent: move the few files that make the second direction.',
  ).toEqual([])
})

it('no folder has more than 20 files', () => {
  const crowded = [...Map.groupBy(files, (file) => dirname(file))].filter(
    ([folder, held]) => held.length > maxFiles && !mayBeLong.includes(folder),
  )
  expect(
    crowded.map(
      ([folder, { length }]) =>
        `${folder} has ${length} files, ${maxFiles} is the most: give a part of them that belongs together a folder and a name.`,
    ),
  ).toEqual([])
})
