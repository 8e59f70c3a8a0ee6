import { z } from 'zod'
import { functionsOfTitle } from './job-function.ts'
import { jobFunctions, type JobFunction } from './tables/job-titles.ts'

/** Written balance of interests; without one, legitimate interest cannot be a basis (legal-rules B1). */
export const Assessment = z.object({ id: z.string().min(1), author: z.string().min(1), on: z.iso.date() })
export type Assessment = z.infer<typeof Assessment>

/** What is sold, and which job functions it concerns. */
export const Offer = z.object({
  name: z.string().min(1),
  functions: z.array(z.enum(jobFunctions)),
  assessment: Assessment.nullable(),
})
export type Offer = z.infer<typeof Offer>

/** One offer of several. `productFamily` says which offers are similar products for a customer (legal-rules B3.4). */
export const ListedOffer = Offer.extend({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/u, 'must be a short id of small letters, digits and hyphens, such as crm-software'),
  name: z.string().trim().min(1).max(100),
  productFamily: z.string().trim().min(1).max(60),
}).superRefine(({ name, functions }, context) => {
  if (functions.length === 0) context.addIssue({ code: 'custom', path: ['functions'], message: `Offer "${name}" concerns no function, so nobody could be related to it: choose at least one function.` })
})
export type ListedOffer = z.infer<typeof ListedOffer>

/** All offers; the first one leads. Ids are unique, because decisions and assessments point at them. */
export const Offers = z.array(ListedOffer).superRefine((offers, context) => {
  const seen = new Set<string>()
  for (const [index, { id, name }] of offers.entries()) {
    if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: `Offer "${name}" has the id ${id} of an earlier offer: give it an id of its own.` })
    seen.add(id)
  }
})
export type Offers = z.infer<typeof Offers>

/** `unknown`: nobody said yet what the title means. `conflict`: the systems name different functions. */
export type Relatedness = 'related' | 'unrelated' | 'unknown' | 'conflict'

/**
 * Does the offer concern the person (legal-rules B1)? `titles` are those of all systems, `own` the admin's table. A person
 * with two functions is related when the offer concerns one of them; anything not known stays undecided (B1f).
 */
export function relatedness(titles: readonly string[], offer: Pick<Offer, 'functions'>, own: Readonly<Record<string, JobFunction>>): Relatedness {
  const perTitle = titles.map((title) => functionsOfTitle(title, own))
  const known = new Set(perTitle.filter((functions) => functions.length > 0).map((functions) => functions.join()))
  if (known.size > 1) return 'conflict'
  const [first] = perTitle
  if (first === undefined || perTitle.some((functions) => functions.length === 0)) return 'unknown'
  return first.some((fn) => offer.functions.includes(fn)) ? 'related' : 'unrelated'
}
