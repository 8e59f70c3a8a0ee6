import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

/**
 * A function of a file's own that takes the whole App for the sake of one member. One that is handed on as a value
 * takes what its caller gives, whatever it reads.
 */
export interface WholeApp {
  file: string
  name: string
  member: string
}

type Node = Record<string, unknown> & { type: string }
const root = join(import.meta.dirname, '../../..')

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const nameOf = (value: unknown): string => (isNode(value) && typeof value['name'] === 'string' ? value['name'] : '')
const childrenOf = (node: Node): [string, unknown][] => Object.entries(node).filter(([key]) => key !== 'parent')

/** Functions that a file keeps to itself, in the files that `glob` names. */
export function wholeApps(glob: string): WholeApp[] {
  return globSync(glob, { cwd: root })
    .filter((file) => !/\.test\.tsx?$/u.test(file))
    .toSorted()
    .flatMap((file) => wholeAppsIn(readFileSync(join(root, file), 'utf8'), file))
}

/** The same of one source. */
export function wholeAppsIn(source: string, file: string): WholeApp[] {
  const { body } = parseSync(file, source).program as unknown as { body: Node[] }
  const handedOn = new Set(valuesIn(body))
  const own = ownFunctions(body).filter(({ name }) => !handedOn.has(name))
  return own.flatMap(({ name, made }) =>
    (made['params'] as Node[]).filter(isOfApp).flatMap((param) => {
      const members = param.type === 'ObjectPattern' ? taken(param) : membersOf(nameOf(param), made['body'])
      return members !== null && members.size === 1 ? [{ file, name, member: [...members].join() }] : []
    }),
  )
}

/** Functions at the top of a file that it does not export. */
function ownFunctions(body: readonly Node[]): { name: string; made: Node }[] {
  return body.flatMap((statement) => {
    if (statement.type === 'FunctionDeclaration') return [{ name: nameOf(statement['id']), made: statement }]
    if (statement.type !== 'VariableDeclaration') return []
    return (statement['declarations'] as Node[]).flatMap(({ id, init }) =>
      isNode(init) && /^(?:ArrowFunction|Function)Expression$/u.test(init.type)
        ? [{ name: nameOf(id), made: init }]
        : [],
    )
  })
}

/** Names that stand as values, not as what is called or declared. */
function valuesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(valuesIn)
  if (!isNode(value) || value.type === 'TSTypeQuery') return []
  if (value.type === 'Identifier') return [nameOf(value)]
  const isName = (key: string) =>
    (key === 'callee' && isNode(value['callee']) && value['callee'].type === 'Identifier') ||
    (key === 'id' && /^(?:Function|Variable)Declara/u.test(value.type)) ||
    (key === 'property' && value['computed'] !== true) ||
    (key === 'key' && value.type === 'Property' && value['computed'] !== true)
  return childrenOf(value).flatMap(([key, inner]) => (isName(key) ? [] : valuesIn(inner)))
}

function isOfApp(param: Node): boolean {
  const { typeAnnotation: outer } = param
  const type = isNode(outer) ? outer['typeAnnotation'] : null
  return isNode(type) && type.type === 'TSTypeReference' && nameOf(type['typeName']) === 'App'
}

/** What a pattern takes out; null = it may take all. */
function taken(pattern: Node): Set<string> | null {
  const properties = pattern['properties'] as Node[]
  return properties.some(({ type }) => type === 'RestElement')
    ? null
    : new Set(properties.map(({ key }) => nameOf(key)))
}

/** Members of `name` that are read in `value`; null = it is passed on whole. */
function membersOf(name: string, value: unknown, read = new Set<string>()): Set<string> | null {
  if (Array.isArray(value)) return value.every((one) => membersOf(name, one, read) !== null) ? read : null
  if (!isNode(value)) return read
  if (value.type === 'Identifier') return nameOf(value) === name ? null : read
  if (value.type === 'MemberExpression' && value['computed'] !== true) {
    if (nameOf(value['object']) !== name) return membersOf(name, value['object'], read)
    read.add(nameOf(value['property']))
    return read
  }
  // `{ app: … }` names a key, `{ app }` passes it on.
  const isKey = value.type === 'Property' && value['computed'] !== true
  return childrenOf(value).every(([key, inner]) => (isKey && key === 'key') || membersOf(name, inner, read) !== null)
    ? read
    : null
}
