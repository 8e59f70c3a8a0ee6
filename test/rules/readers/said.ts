import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

/** A sentence that a source may say, with X where something is put into it. */
export interface Said {
  file: string
  text: string
}

type Node = Record<string, unknown> & { type: string; start: number; end: number }
interface Place {
  source: string
  /** Whether every prose counts, or only what stands where a failure or an outcome is said. */
  anyProse: boolean
  found: Set<string>
}

const root = join(import.meta.dirname, '../../..')

/**
 * Sentences in the sources that `globs` name. `anyProse`: every literal that reads like one; else only those of a
 * failure or an outcome (`ConnectorError`, `ConnectRefused`, `detail`, `failure`, `how`, `message`, `refusal`).
 */
export function saidIn(globs: string | readonly string[], anyProse: boolean): Said[] {
  return globSync(globs, { cwd: root })
    .filter((file) => !/\.test\.tsx?$/u.test(file))
    .toSorted()
    .flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8')
      const place = { source, anyProse, found: new Set<string>() }
      visit(parseSync(file, source).program, place, false)
      return [...place.found].map((text) => ({ file, text }))
    })
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** `said`: the value stands where a failure or an outcome is said. */
function visit(value: unknown, place: Place, said: boolean): void {
  if (Array.isArray(value)) for (const one of value) visit(one, place, false)
  if (!isNode(value) || isOfNoPage(value, place.source)) return
  if (texts[value.type] !== undefined) {
    for (const text of textsOf(value)) if (counts(text, said, place.anyProse)) place.found.add(text)
    for (const part of putIn(value)) visit(part, place, false)
    return
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'arguments' && isFailure(value)) visitArguments(inner as unknown[], place)
    else visit(inner, place, key === 'value' && isSaidKey(value))
  }
}

function visitArguments(values: unknown[], place: Place): void {
  for (const [index, inner] of values.entries()) visit(inner, place, index === 1)
}

/** In both languages already (`Words`), for the log, a name, or a right beside the sentence about it. */
function isOfNoPage(node: Node, source: string): boolean {
  if (node.type === 'Property') return /^(?:en|fr|label|missing)$/u.test(nameOf(node['key']))
  if (node.type === 'CallExpression' && isNode(node['callee']))
    return /\blog\.(?:info|warn|error|debug)$/u.test(source.slice(node['callee'].start, node['callee'].end))
  return node.type.startsWith('TS') && !/^TS(?:As|Satisfies|NonNull)/u.test(node.type)
}

const nameOf = (key: unknown): string => (isNode(key) && typeof key['name'] === 'string' ? key['name'] : '')
const isSaidKey = (node: Node): boolean =>
  node.type === 'Property' && /^(?:detail|failure|how|message|refusal)$/u.test(nameOf(node['key']))
const isFailure = (node: Node): boolean =>
  node.type === 'NewExpression' && /^(?:ConnectorError|ConnectRefused)$/u.test(nameOf(node['callee']))

/** Words in small letters, three of them outside a query or a markup: a sentence. */
function counts(text: string, said: boolean, anyProse: boolean): boolean {
  if (!/\s/u.test(text) || text === 'X') return false
  const words = text.split(/\s+/u).filter((word) => /^["(]?[a-z][a-z’'-]+[).,:;!?"]*$/u.test(word))
  return said || (anyProse && words.length >= 3 && !/^<|\bSELECT\b|=|[<>]{2}/u.test(text))
}

/** Every text that a node may become. */
const texts: Readonly<Record<string, (node: Node) => string[]>> = {
  Literal: ({ value }) => (typeof value === 'string' ? [value] : []),
  TemplateLiteral: ({ quasis, expressions }) =>
    (quasis as { value: { cooked: string } }[]).reduce<string[]>(
      (made, { value }, index) => {
        const next = (expressions as Node[])[index]
        return together(made, next === undefined ? [value.cooked] : together([value.cooked], textsOf(next)))
      },
      [''],
    ),
  ConditionalExpression: ({ consequent, alternate }) => [...textsOf(consequent), ...textsOf(alternate)],
  LogicalExpression: ({ left, right }) => [...textsOf(left), ...textsOf(right)],
}
const together = (first: readonly string[], second: readonly string[]): string[] =>
  first.flatMap((before) => second.map((after) => before + after))
const textsOf = (node: unknown): string[] => {
  const made = isNode(node) ? (texts[node.type]?.(node) ?? []) : []
  return made.length === 0 ? ['X'] : made
}

/** What is called or computed inside a text, and may say something itself. */
function putIn(node: Node): unknown[] {
  return [node['expressions'], node['test'], node['left'], node['right'], node['consequent'], node['alternate']]
    .flat()
    .flatMap((part) => (!isNode(part) ? [] : texts[part.type] === undefined ? [part] : putIn(part)))
}
