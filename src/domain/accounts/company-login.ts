import { z } from 'zod'
import { roles, type Role } from './roles.ts'

/** Which group of the provider gives which role. */
export const GroupRoles = z.array(z.strictObject({ group: z.string().min(1).max(200), role: z.enum(roles) })).max(200)
export type GroupRoles = z.infer<typeof GroupRoles>

/** How people come in by the company's own login; the secret stands apart. */
export interface CompanyLogin {
  /** As the button says it: "Log in with …". */
  name: string
  /** The provider's own address, as its discovery document says it. */
  issuer: string
  clientId: string
  /** The claim in which the provider names a person's groups. */
  groupsClaim: string
  groupRoles: GroupRoles
}

/** What a provider says of a person: claims by their names. */
type Claims = Readonly<Record<string, unknown>>

/**
 * The groups of a person: a list of texts, or one text. Null: the provider has more than it names in the claim
 * (docs/reference/security.md#company-groups).
 */
export function groupsOf(claims: Claims, claim: string): readonly string[] | null {
  const found = Object.hasOwn(claims, claim) ? claims[claim] : undefined
  if (typeof found === 'string') return [found]
  if (Array.isArray(found)) return found.filter((one) => typeof one === 'string')
  const elsewhere = claims['_claim_names']
  return typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, claim) ? null : []
}

/** The highest role that one of the groups gives; null = none gives one. */
export function roleOf(groups: readonly string[], groupRoles: GroupRoles): Role | null {
  const given = new Set(groupRoles.filter(({ group }) => groups.includes(group)).map(({ role }) => role))
  return roles.find((role) => given.has(role)) ?? null
}

/**
 * The address of a person as the provider says it, in small letters; null where it says none, or says itself that it
 * was not checked.
 */
export function addressOf(claims: Claims): string | null {
  const { email, email_verified: isVerified } = claims
  if (typeof email !== 'string' || isVerified === false || isVerified === 'false') return null
  return email.trim().toLowerCase()
}
