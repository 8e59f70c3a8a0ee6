import type { Texts } from '../locales/texts.ts'

/**
 * The way an Objection came in, in the reader's words: the name of the system where it was made in a connected one. A
 * door that is not known stands as it was stored, such as one on a paper of an earlier version.
 */
export function doorName(
  common: Pick<Texts['common'], 'doors'>,
  { door, origin = null }: { door: string; origin?: string | null | undefined },
): string {
  if (door === 'crm' && origin !== null) return origin
  return common.doors[door as keyof typeof common.doors] ?? door
}
