import { clearlyDifferent } from '../contacts/same-person.ts'

interface Named {
  firstName: string | null
  lastName: string | null
}

/**
 * Who of those written to at a shared mailbox gave an answer, by the name they gave: the one who bears it, else the
 * only one whose name does not speak against it. Null = nobody there, or it cannot be told.
 */
export function whoseAnswer(given: Named, holders: readonly (Named & { contactId: string })[]): string | null {
  const only = (found: readonly { contactId: string }[]) => {
    const ids = new Set(found.map(({ contactId }) => contactId))
    return ids.size === 1 ? ([...ids][0] ?? null) : null
  }
  const bears = holders.filter(
    (holder) => isSame(given.lastName, holder.lastName) && isSame(given.firstName, holder.firstName),
  )
  if (bears.length > 0) return only(bears)
  return only(
    holders.filter((holder) => !clearlyDifferent(given, holder) && !differ(given.firstName, holder.firstName)),
  )
}

const plain = (name: string | null) =>
  (name ?? '')
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()

const isSame = (a: string | null, b: string | null) => plain(a) !== '' && plain(a) === plain(b)

/** Two first names of which neither begins with the other: an initial may stand for the whole. */
function differ(a: string | null, b: string | null): boolean {
  const [one, other] = [plain(a), plain(b)]
  return !one.startsWith(other) && !other.startsWith(one)
}
