import { z } from 'zod'
import { declaredKinds } from './tables/source-kinds.ts'

/**
 * One value of the mapped property and what it proves. `broker`: exact name of the broker (docs/reference/law.md#c7).
 */
export const SourceMapping = z.object({
  value: z.string().min(1),
  kind: z.enum(declaredKinds),
  name: z.string().min(1),
  /** A named person looked and accepted it: public to all where it was taken (C8, C9), worth keeping (C10, C12). */
  accepted: z.boolean().default(false),
})
export type SourceMapping = z.infer<typeof SourceMapping>

/** A property of a system and what its values prove. */
export const SourceProperty = z.object({ property: z.string().trim().max(100), values: z.array(SourceMapping) })
export type SourceProperty = z.infer<typeof SourceProperty>

/**
 * What proves a source beside the value that somebody mapped (docs/reference/law.md#c): the person's answer on one of
 * our forms, a form or a campaign of theirs that the system itself shows, what a DPO attested for this one person with
 * a file, a delivery in whose rows the person stands, or a dossier of the source that lacks nothing.
 */
export type SourceProof = 'answer' | 'form' | 'campaign' | 'attestation' | 'delivery' | 'dossier'

/** Properties beside the first that are read of one system. */
export const maxSourceProperties = 4

/**
 * Who the data came from, in the words of a notice: `C7 Prospecta (declared); C1 Web form` is "Prospecta, Web form".
 */
export function sourceNames(described: string): string {
  return [
    ...new Set(described.split('; ').map((one) => one.replace(/^C\d+ /u, '').replace(/ \(declared\)$/u, ''))),
  ].join(', ')
}

/**
 * What a record's mapped property says about where the data came from. Case and blanks do not matter. Null: nothing
 * known (C13).
 */
export function sourceOf(value: string | null, mappings: readonly SourceMapping[]): SourceMapping | null {
  const wanted = value?.trim().toLowerCase()
  if (wanted === undefined || wanted === '') return null
  return mappings.find((mapping) => mapping.value.trim().toLowerCase() === wanted) ?? null
}
