import { chunksOf } from '../../../src/connector/calls/chunks.ts'
import { z } from 'zod'
import { send, shaped } from '../transport/api.ts'
import type { HubspotContext } from '../transport/api.ts'
import { batchSize, paths } from '../transport/endpoints.ts'
import { listOf } from '../fields/lists.ts'
import { dayOf } from '../read/map-record.ts'
import { doNotContact, stoppedKinds } from '../fields/properties.ts'
import { BatchAnswer, BatchError } from '../transport/schemas.ts'

interface PropertyWrite {
  id: string
  /** Values as HubSpot takes them; `''` clears. */
  properties: Readonly<Record<string, string>>
}
/** Why HubSpot did not take one write. Records that were written, or are gone, are not in here. */
type WriteRefusals = ReadonlyMap<string, string>

/**
 * Writes properties in batches of 100, one bad record never costing the others: a batch refused with
 * VALIDATION_ERROR is halved until only the bad one is left, since the effect of `objectWriteTraceId` on
 * updates is UNSURE (docs/reference/hubspot.md#batch-errors). Records missing from an answer are tried singly, which
 * follows merges.
 */
export async function writeProperties(ctx: HubspotContext, writes: readonly PropertyWrite[]): Promise<WriteRefusals> {
  const merged = new Map<string, Record<string, string>>()
  for (const { id, properties } of writes) merged.set(id, { ...merged.get(id), ...properties })
  const refused = new Map<string, string>()
  const unique = [...merged].map(([id, properties]) => ({ id, properties }))
  for (const slice of chunksOf(unique, batchSize)) await writeSlice(ctx, slice, refused)
  return refused
}

async function writeSlice(
  ctx: HubspotContext,
  slice: readonly PropertyWrite[],
  refused: Map<string, string>,
): Promise<void> {
  const first = slice[0]
  if (first === undefined) return
  if (slice.length === 1) return writeOne(ctx, first, refused)
  const inputs = slice.map((write) => ({ ...write, objectWriteTraceId: write.id }))
  const answer = await send(ctx, {
    method: 'POST',
    path: paths.batch('update'),
    body: { inputs },
    accept: [400, 404, 409],
  })
  if (answer.status >= 400) {
    const half = Math.ceil(slice.length / 2)
    await writeSlice(ctx, slice.slice(0, half), refused)
    return writeSlice(ctx, slice.slice(half), refused)
  }
  const written = new Set(shaped(answer, BatchAnswer).results.map((contact) => contact.id))
  for (const write of slice) if (!written.has(write.id)) await writeOne(ctx, write, refused)
}

async function writeOne(
  ctx: HubspotContext,
  { id, properties }: PropertyWrite,
  refused: Map<string, string>,
): Promise<void> {
  const answer = await send(ctx, {
    method: 'PATCH',
    path: paths.contact(id),
    body: { properties },
    accept: [400, 404, 409],
  })
  if (answer.status === 400 || answer.status === 409) refused.set(id, refusalDetail(answer.json))
}

const Refusal = z.object({
  errors: z
    .array(BatchError.extend({ code: z.string().nullish() }))
    .nullish()
    .catch(null),
})

/** Codes and property names only: the vendor's message repeats values. */
function refusalDetail(json: unknown): string {
  const parsed = Refusal.safeParse(json)
  const errors = parsed.success ? (parsed.data.errors ?? []) : []
  const codes = [...new Set(errors.map((error) => error.code ?? '').filter((code) => /^[A-Z_]+$/.test(code)))]
  const names = [
    ...new Set(
      errors.flatMap((error) => error.context?.['propertyName'] ?? []).filter((name) => /^[a-z0-9_]+$/.test(name)),
    ),
  ]
  return ['HubSpot refuses the values', ...codes, ...names].join(' ')
}

/** Whether the vendor now shows what we wrote: sets for our channel list, days for dates, trimmed text otherwise. */
export function shows(name: string, written: string, read: string | null | undefined): boolean {
  const seen = read ?? ''
  if (name === doNotContact || name === stoppedKinds) return sameSet(listOf(written), listOf(seen))
  return written.trim() === seen.trim() || (isDay(written) && dayOf(seen) === written)
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/u.test(text)

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  const set = new Set(right)
  return set.size === new Set(left).size && left.every((value) => set.has(value))
}
