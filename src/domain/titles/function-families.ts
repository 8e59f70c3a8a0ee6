import { jobFunctions, splitFunctions, type JobFunction } from './tables/job-titles.ts'

type KnownFunction = keyof typeof splitFunctions

const isKnown = (fn: JobFunction): fn is KnownFunction => Object.hasOwn(splitFunctions, fn)

/** Functions as release 0.1 stored them: each covers all its parts, as it did when it was chosen. */
export function withParts(functions: readonly JobFunction[]): JobFunction[] {
  const parts = new Set(functions.flatMap((fn) => (isKnown(fn) ? [...splitFunctions[fn]] : [fn])))
  return jobFunctions.filter((fn) => parts.has(fn))
}

/** Those that release 0.1 knows. */
export function knownBefore(functions: readonly JobFunction[]): KnownFunction[] {
  return functions.filter(isKnown)
}

/** Two functions that were one: "communication" goes on from "marketing". */
export function areAkin(a: JobFunction, b: JobFunction): boolean {
  return a === b || Object.values(splitFunctions).some((parts) => [a, b].every((fn) => parts.some((one) => one === fn)))
}
