import { z } from 'zod'
import type { ownTermsOn } from '../../removals/retention-rules.ts'

const line = z.string().trim().min(1).max(300)

/**
 * What only the controller can say for its register (docs/reference/law.md#h2) and for whoever asks what we hold (H4).
 */
export const RegisterSettings = z.object({
  /** Name and way to reach the data protection officer; null = none, or not said. */
  dpo: line.nullable(),
  /** Where people complain. */
  authority: line,
  /**
   * By the recipient's key: the company behind it, the country it keeps the data in, and what allows that when it is
   * outside the EEA.
   */
  recipients: z.record(
    z.string(),
    z.object({
      legalName: line.nullable(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/u)
        .nullable(),
      safeguard: line.nullable(),
    }),
  ),
  /** Measures of the company beside those of Lawbase itself. */
  security: z.string().trim().max(2_000).nullable(),
})

export type RegisterSettings = z.infer<typeof RegisterSettings>

/** Who receives data, as it stands in the register: a connected system, or a tool the admin named. */
export interface RegisterRecipient {
  /** Id of the Connection, or `tool:` and the name of a tool without one. */
  key: string
  name: string
  kind: 'crm' | 'mailer' | 'broker' | 'tool'
  legalName: string | null
  country: string | null
  safeguard: string | null
}

/** What the register is made of. Counts are people. */
export interface RegisterFacts {
  controller: { name: string; contact: string; privacyUrl: string } | null
  register: RegisterSettings
  recipients: readonly RegisterRecipient[]
  /** False: nobody said which other tools the company uses, so that recipients may be missing. */
  toolsStated: boolean
  offers: readonly { name: string; assessment: { id: string; on: string } | null }[]
  inactivityMonths: number
  /** Terms of their own that are in force: for a population, a country, a kind of source. */
  ownTerms: ReturnType<typeof ownTermsOn>
  people: number
  sources: readonly { kind: string; name: string; people: number }[]
  /** People of whom no source is known. */
  sourceless: number
  /** Calendar day (UTC) on which the people were counted. */
  countedOn: string
  objections: number
  consents: number
  screenings: number
  users: number
}
