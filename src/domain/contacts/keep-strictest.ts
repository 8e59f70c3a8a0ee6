/**
 * Never downgrades by itself (docs/reference/law.md#a): once an address or a number was found personal, that
 * class stays with its reason, whatever a later reading says. Only a person may downgrade it, and so may a new address
 * in its place: the caller then passes null for `before`, because the data it was decided from no longer stand.
 */
export function keepStrictest<Class extends { nature: 'personal' | 'generic' }>(
  before: Class | null,
  now: Class,
): Class {
  return before?.nature === 'personal' && now.nature === 'generic' ? before : now
}
