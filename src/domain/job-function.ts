import { jobFunctions, soleTraderTitles, titlesByFunction, type JobFunction } from './tables/job-titles.ts'

/** Lower case, no accents, no gender marks, one space: "Responsable Achats (H/F)" and "responsable achats" are one title. */
export function normalTitle(raw: string): string {
  return raw
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’`´]/gu, "'")
    .replace(/\(?\b[hfm] ?\/ ?[hfmx](?: ?\/ ?[dx])?\b\)?/gu, ' ')
    .replace(/[·.]e\b|\(e\)/gu, '')
    .replace(/[,;:()|–—]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}

const known: ReadonlyMap<string, JobFunction> = new Map(jobFunctions.flatMap((fn) => titlesByFunction[fn].map((title) => [title, fn] as const)))

/** Function of a job title: the admin's own table first, then ours. Null = unknown, to be decided by a human. */
export function functionOfTitle(title: string, own: Readonly<Record<string, JobFunction>>): JobFunction | null {
  const normal = normalTitle(title)
  return own[normal] ?? known.get(normal) ?? null
}

export function isSoleTraderTitle(title: string): boolean {
  return soleTraderTitles.has(normalTitle(title))
}
