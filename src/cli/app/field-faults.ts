import type { z } from 'zod'

/** One field at fault and what to do about it. */
export interface FieldFault {
  field: string
  message: string
}

/** What is wrong with a value, field by field; an unknown field is named with the nearest one that is known there. */
export function fieldFaults(schema: z.ZodType, error: z.ZodError): FieldFault[] {
  return error.issues.flatMap((issue): FieldFault[] => {
    if (issue.code !== 'unrecognized_keys') return [{ field: issue.path.join('.'), message: issue.message }]
    const known = fieldsAt(schema, issue.path)
    return issue.keys.map((key) => {
      const near = nearest(key, known)
      return {
        field: [...issue.path, key].join('.'),
        message: near === null ? 'is not a field here' : `is not a field here. Did you mean ${near}?`,
      }
    })
  })
}

const kinds: Readonly<Record<string, string>> = {
  object: 'must be an object',
  array: 'must be a list',
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
}

/** Messages in the same words for every field that has none of its own; undefined leaves the message of the library. */
export function plainMessage(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'is missing' : kinds[issue.expected]
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.length === 1 ? '' : 'one of: '}${issue.values.map(String).join(', ')}`
  if (issue.code === 'too_small')
    return issue.origin === 'array' || issue.origin === 'string'
      ? 'must not be empty'
      : `must be ${Number(issue.minimum)} or more`
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? `must have at most ${Number(issue.maximum)} characters`
      : `must be ${Number(issue.maximum)} or less`
  return undefined
}

/** What is wrapped in a schema: `default`, `nullable`, a transform, the alternatives of a union. */
function insideOf(schema: unknown): Record<string, unknown>[] {
  const { def } = (schema as { _zod: { def: Record<string, unknown> } })._zod
  const within = [def['innerType'], def['in'], def['out'], ...((def['options'] as unknown[] | undefined) ?? [])].filter(
    (one) => one !== undefined,
  )
  return [def, ...within.flatMap(insideOf)]
}

/** Names of the fields that stand at a path. */
function fieldsAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const [step, ...rest] = path
  return insideOf(schema).flatMap((def): string[] => {
    const shape = def['shape'] as Record<string, unknown> | undefined
    if (step === undefined) return shape === undefined ? [] : Object.keys(shape)
    const next = typeof step === 'number' ? def['element'] : shape?.[String(step)]
    return next === undefined ? [] : fieldsAt(next, rest)
  })
}

function nearest(key: string, known: readonly string[]): string | null {
  const bare = (text: string) => text.toLowerCase().replace(separators, '')
  const far = known
    .map((name) => ({ name, steps: steps(bare(key), bare(name)) }))
    .filter(({ name, steps: count }) => count <= Math.max(1, Math.floor(name.length / 3)))
  return (
    far.reduce<{ name: string; steps: number } | null>(
      (best, one) => (best === null || one.steps < best.steps ? one : best),
      null,
    )?.name ?? null
  )
}

const separators = /[-_\s]/gu

/** Letters to add, drop or change until one word is the other. */
function steps(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_unused, place) => place)
  for (const [at, letter] of Array.from(from).entries()) {
    row = row.reduce<number[]>(
      (next, above, place) => [
        ...next,
        place === 0
          ? at + 1
          : Math.min(above + 1, (next[place - 1] ?? 0) + 1, (row[place - 1] ?? 0) + (to[place - 1] === letter ? 0 : 1)),
      ],
      [],
    )
  }
  return row.at(-1) ?? 0
}
