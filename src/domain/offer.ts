import { z } from 'zod'
import { jobFunctions } from './tables/job-titles.ts'

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
