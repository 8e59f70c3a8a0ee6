import { buckets, type Features } from './features.ts'

/**
 * What a message may be for the reader: a refusal of everything, one with limits ("no calls"), a wish to be asked
 * later, something else a person writes, a machine's answer, a note that the person has left, or none of these for
 * certain.
 */
export const readings = ['refusal', 'limited', 'later', 'other', 'machine', 'gone', 'unclear'] as const
export type MailReading = (typeof readings)[number]

/** Chance of each reading, 0 to 1; they sum to 1. */
export type Chances = Readonly<Record<MailReading, number>>

/**
 * One number for each bucket and reading, bucket by bucket, what one step of them is worth for each reading, and one
 * number more for each.
 */
export interface LinearModel {
  weights: Float32Array | Int8Array
  steps: readonly number[]
  bias: readonly number[]
}

/** The model in its file: whole numbers of one byte, and what one step is worth for each reading. */
export interface PackedModel {
  readings: readonly string[]
  bias: readonly number[]
  steps: readonly number[]
  weights: string
}

/** Chances of each reading by a linear model (multinomial logistic regression). */
export function chancesOf({ weights, steps, bias }: LinearModel, { places, values }: Features): Float64Array {
  const count = bias.length
  const sums = new Float64Array(count)
  for (let at = 0; at < places.length; at++) {
    const first = (places[at] ?? 0) * count
    const value = values[at] ?? 0
    for (let reading = 0; reading < count; reading++)
      sums[reading] = (sums[reading] ?? 0) + (weights[first + reading] ?? 0) * value
  }
  for (const [reading, sum] of sums.entries()) sums[reading] = (bias[reading] ?? 0) + sum * (steps[reading] ?? 1)
  const max = Math.max(...sums)
  let total = 0
  for (const [reading, sum] of sums.entries()) {
    const chance = Math.exp(sum - max)
    sums[reading] = chance
    total += chance
  }
  return sums.map((chance) => chance / total)
}

/** A model in as few bytes as one number needs. */
export function packModel({ weights, bias }: Pick<LinearModel, 'weights' | 'bias'>): PackedModel {
  const largest = bias.map(() => 0)
  const readingOf = (at: number) => at % bias.length
  for (const [at, weight] of weights.entries())
    largest[readingOf(at)] = Math.max(largest[readingOf(at)] ?? 0, Math.abs(weight))
  const steps = largest.map((most) => Number((most / 127 || 1).toPrecision(6)))
  const bytes = Int8Array.from(weights, (weight, at) => Math.round(weight / (steps[readingOf(at)] ?? 1)))
  return {
    readings,
    bias: bias.map((one) => Number(one.toPrecision(6))),
    steps,
    weights: Buffer.from(bytes.buffer).toString('base64'),
  }
}

/** Throws when the file is of other readings: it was trained for another release. */
export function unpackModel(file: PackedModel): LinearModel {
  const perReading = [file.readings, file.steps, file.bias].every(({ length }) => length === readings.length)
  if (!perReading || file.readings.join() !== readings.join())
    throw new Error('The model of the reader is of another release: npm run train')
  const bytes = new Int8Array(Buffer.from(file.weights, 'base64'))
  if (bytes.length !== buckets * readings.length) throw new Error('The model of the reader is cut off: npm run train')
  return { weights: bytes, steps: file.steps, bias: file.bias }
}
