import { createInterface } from 'node:readline'
import type { z } from 'zod'
import { exitCodes } from './program.ts'

/**
 * Reads standard input line by line, each line one JSON value of `schema`, and writes one line of JSON for each. A line that cannot
 * be understood is answered with its number and each field's fault; nothing is held in memory.
 */
export async function answerLines<T>(schema: z.ZodType<T>, answer: (one: T) => unknown): Promise<number> {
  let line = 0
  let wrong = 0
  for await (const raw of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    line += 1
    if (raw.trim() === '') continue
    const read = readLine(schema, raw)
    if ('errors' in read) wrong += 1
    const told = 'errors' in read ? { line, errors: read.errors } : answer(read.value)
    if (!process.stdout.write(`${JSON.stringify(told)}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
  return wrong === 0 ? exitCodes.done : exitCodes.foundWrong
}

function readLine<T>(schema: z.ZodType<T>, raw: string): { value: T } | { errors: { field: string; message: string }[] } {
  let value: unknown
  try {
    value = JSON.parse(raw.replace(/^\uFEFF/u, ''))
  } catch {
    return { errors: [{ field: '', message: 'is not JSON. Write one case per line.' }] }
  }
  const parsed = schema.safeParse(value)
  return parsed.success ? { value: parsed.data } : { errors: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })) }
}
