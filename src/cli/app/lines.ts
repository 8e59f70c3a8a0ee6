import { createInterface } from 'node:readline'
import type { z } from 'zod'
import { fieldFaults, plainMessage, type FieldFault } from './field-faults.ts'
import { exitCodes } from './program.ts'

/**
 * Reads standard input line by line, each line one JSON value of `schema`, and writes one line of JSON for each. A line
 * that cannot be understood is answered with its number, its `id` where it has one, and each field's fault; an empty
 * line is passed over. Nothing is held in memory.
 */
export async function answerLines<T>(schema: z.ZodType<T>, answer: (one: T) => unknown): Promise<number> {
  let line = 0
  let wrong = 0
  for await (const raw of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    line += 1
    if (raw.trim() === '') continue
    const read = readLine(schema, raw)
    if ('errors' in read) wrong += 1
    const told = 'errors' in read ? { id: read.id, line, errors: read.errors } : answer(read.value)
    if (!process.stdout.write(`${JSON.stringify(told)}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
  return wrong === 0 ? exitCodes.done : exitCodes.foundWrong
}

/** One line as the schema reads it, else what is wrong with it. */
export function readLine<T>(
  schema: z.ZodType<T>,
  raw: string,
): { value: T } | { id: string | number | null; errors: FieldFault[] } {
  let value: unknown
  try {
    value = JSON.parse(raw.replace(/^\uFEFF/u, ''))
  } catch {
    return { id: null, errors: [{ field: '', message: 'is not JSON. Write one case per line.' }] }
  }
  const parsed = schema.safeParse(value, { error: plainMessage })
  if (parsed.success) return { value: parsed.data }
  const id: unknown = value !== null && typeof value === 'object' && 'id' in value ? value.id : null
  return { id: typeof id === 'string' || typeof id === 'number' ? id : null, errors: fieldFaults(schema, parsed.error) }
}
