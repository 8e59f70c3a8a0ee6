import { z } from 'zod'
import { countries } from '../decisions/tables/countries.ts'

const line = z.string().trim().min(1).max(300)
const Day = z.iso.date()
const Decider = z.enum(['unknown', 'us', 'broker', 'both'])

export const objectionWays = ['unknown', 'api', 'email', 'file', 'portal', 'post'] as const
export const brokerRoles = ['unknown', 'controller', 'joint', 'processor'] as const
export const deciders = Decider.options
export const brokerUses = ['unknown', 'business', 'consumers'] as const

/** What the register says of one seller of data; each save is a version (docs/reference/law.md#i). */
export const BrokerProfile = z.object({
  legalName: line,
  /** Exact names under which sources speak of it, its legal name left out. */
  names: z.array(line).max(20),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/u)
    .nullable(),
  /** How an objection reaches it (docs/reference/law.md#i6). */
  objections: z.object({
    way: z.enum(objectionWays),
    address: line.nullable(),
    format: line.nullable(),
    hours: z.int().min(1).max(720).nullable(),
    acknowledged: z.boolean(),
  }),
  contract: z.object({
    reference: line.nullable(),
    from: Day.nullable(),
    until: Day.nullable(),
    evidenceId: z.uuid().nullable(),
  }),
  /** Who it is in law, and who decides what (I10). */
  role: z.enum(brokerRoles),
  decides: z.object({ sources: Decider, fields: Decider, terms: Decider }),
  /** What its data are used for: whom we write to, and in which countries. Empty = not said. */
  use: z.object({ people: z.enum(brokerUses), countries: z.array(z.string().regex(/^[A-Z]{2}$/u)).max(60) }),
  /** The Connection through which objections are carried to it. */
  connectionId: z.uuid().nullable(),
})
export type BrokerProfile = z.infer<typeof BrokerProfile>

/** A broker of whom only the name is known. */
export const namedOnly = (legalName: string): BrokerProfile => ({
  legalName,
  names: [],
  country: null,
  objections: { way: 'unknown', address: null, format: null, hours: null, acknowledged: false },
  contract: { reference: null, from: null, until: null, evidenceId: null },
  role: 'unknown',
  decides: { sources: 'unknown', fields: 'unknown', terms: 'unknown' },
  use: { people: 'unknown', countries: [] },
  connectionId: null,
})

/**
 * How a broker's name is compared: case and blanks do not matter. The migration that filled the register does the same
 * in SQL.
 */
export function normalBrokerName(name: string): string {
  return name.trim().replace(/\s+/gu, ' ').toLowerCase()
}

/**
 * Countries whose rule for a named professional needs no consent by e-mail; France is a table of its own
 * (docs/reference/law.md#b2, #b4).
 */
const withoutConsent = new Set([
  'FR',
  ...countries
    .filter(
      (row) =>
        row.channels.includes('email') &&
        row.columns.includes('named') &&
        (row.rule === 'opt-out' || row.rule === 'related') &&
        row.country !== 'ZZ',
    )
    .map((row) => row.country),
])

/**
 * Whether some use of the data needs a consent (docs/reference/law.md#i2, #i3). What nobody said is judged as the
 * strictest.
 */
export function needsConsent({ people, countries: where }: BrokerProfile['use']): boolean {
  return people !== 'business' || where.length === 0 || where.some((country) => !withoutConsent.has(country))
}
