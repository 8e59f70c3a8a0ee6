import { z } from 'zod'
import { audiences } from './tables/france.ts'
import { areAkin } from '../titles/function-families.ts'
import { offerFunctions, type JobFunction } from '../titles/tables/job-titles.ts'

/** Written balance of interests; without one, legitimate interest cannot be a basis (docs/reference/law.md#b1). */
const Assessment = z.object({ id: z.string().min(1), author: z.string().min(1), on: z.iso.date() })
type Assessment = z.infer<typeof Assessment>

/** What is sold, and which job functions it concerns. */
export const Offer = z
  .object({
    id: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9-]{0,31}$/u,
        'must be a short id of small letters, digits and hyphens, such as crm-software',
      ),
    name: z.string().trim().min(1).max(100),
    functions: z.array(z.enum(offerFunctions)),
    /** Functions of which a person declares for each contact whether it concerns them (docs/reference/law.md#b1f). */
    borderline: z.array(z.enum(offerFunctions)).default([]),
    /** An offer to consumers is never related to a profession (docs/reference/law.md#fr12, #fr13). */
    audience: z.enum(audiences),
    /**
     * What counts as a similar product for an existing customer (B3.4); null = not declared, so no offer is similar to
     * it.
     */
    productFamily: z.string().trim().min(1).max(60).nullable(),
    assessment: Assessment.nullable(),
  })
  .superRefine(({ name, functions, borderline }, context) => {
    if (borderline.some((fn) => functions.includes(fn)))
      context.addIssue({
        code: 'custom',
        path: ['borderline'],
        message: `Offer "${name}" calls a function both concerned and borderline: choose one of them.`,
      })
    if (functions.length === 0)
      context.addIssue({
        code: 'custom',
        path: ['functions'],
        message: `Offer "${name}" concerns no function, so nobody could be related to it: choose at least one function.`,
      })
  })
export type Offer = z.infer<typeof Offer>

/** All offers; the first one leads. Ids are unique, because decisions and assessments point at them. */
export const Offers = z
  .array(Offer)
  .max(20)
  .superRefine((offers, context) => {
    const seen = new Set<string>()
    for (const [index, { id, name }] of offers.entries()) {
      if (seen.has(id))
        context.addIssue({
          code: 'custom',
          path: [index, 'id'],
          message: `Offer "${name}" has the id ${id} of an earlier offer: give it an id of its own.`,
        })
      seen.add(id)
    }
  })

/** The offer a verdict is asked for when none is named: the first one. */
export function leadingOffer(offers: readonly Offer[]): Offer | null {
  return offers[0] ?? null
}

/**
 * `borderline`: a person declares it for each contact. `unknown`: nobody said yet what the title means. `conflict`: the
 * systems name different functions.
 */
export type Relatedness = 'related' | 'borderline' | 'unrelated' | 'unknown' | 'conflict'

/** The functions of an offer by which people are judged. */
interface Concerned {
  functions: readonly JobFunction[]
  borderline: readonly JobFunction[]
}

/**
 * Does the offer concern the person (docs/reference/law.md#b1)? One list of functions per system's title, empty = a
 * title nobody has mapped. A person with two functions is related when the offer concerns one of them; anything not
 * known stays undecided (B1f).
 */
export function relatedness(perTitle: readonly (readonly JobFunction[])[], offer: Concerned): Relatedness {
  const known = perTitle.filter((functions) => functions.length > 0)
  const [one, ...others] = known
  const answers = new Set(known.map((functions) => answerFor(functions, offer)))
  if (one !== undefined && (others.some((functions) => !meanOne(one, functions)) || answers.size > 1)) return 'conflict'
  const [answer] = answers
  return answer === undefined || known.length < perTitle.length || offer.functions.length === 0 ? 'unknown' : answer
}

function answerFor(functions: readonly JobFunction[], offer: Concerned): 'related' | 'borderline' | 'unrelated' {
  if (functions.some((fn) => offer.functions.includes(fn))) return 'related'
  return functions.some((fn) => offer.borderline.includes(fn)) ? 'borderline' : 'unrelated'
}

/** Two titles of one job: "CISO" beside "IT manager" is no conflict, unless the offer concerns but one of them. */
function meanOne(a: readonly JobFunction[], b: readonly JobFunction[]): boolean {
  const isIn = (fn: JobFunction, list: readonly JobFunction[]) => list.some((other) => areAkin(fn, other))
  return a.every((fn) => isIn(fn, b)) && b.every((fn) => isIn(fn, a))
}
