/** One record as matching sees it. `addresses` are identity keys of personal, non-shared addresses only. */
export interface Matchable {
  id: number
  firstName: string | null
  lastName: string | null
  addresses: readonly string[]
  /** Records that the vendor says are the same person (merge, conversion), by id. */
  sameAs: readonly number[]
  /** Records that a DPO told apart from this one, by id: a shared address ties them no more. */
  apartFrom: readonly number[]
}

/**
 * Groups of record ids that are one person (docs/reference/promises.md#matching): they share a personal address, or the
 * vendor says so. The same address under clearly different family names is two people: no link; nor between those whom
 * a DPO told apart, by way of a third one either. Ids within a group are ascending.
 */
export function groupRecords(records: readonly Matchable[]): readonly (readonly number[])[] {
  const parent = new Map(records.map((record) => [record.id, record.id]))
  const root = (id: number): number => {
    let current = id
    while (parent.get(current) !== current) current = parent.get(current) ?? current
    parent.set(id, current)
    return current
  }
  const join = (a: number, b: number) => {
    const [first, second] = [root(a), root(b)]
    if (first !== second) parent.set(Math.max(first, second), Math.min(first, second))
  }

  const toldApart = new Map(
    records.flatMap(({ id, apartFrom }) => (apartFrom.length === 0 ? [] : [[id, new Set(apartFrom)] as const])),
  )
  const membersOf = (id: number) => records.filter((record) => root(record.id) === root(id)).map((record) => record.id)
  const areApart = (a: number, b: number): boolean =>
    toldApart.size > 0 && membersOf(a).some((one) => membersOf(b).some((other) => toldApart.get(one)?.has(other)))

  // What the vendor says comes first: no word of ours parts what it holds together.
  for (const record of records) for (const other of record.sameAs) if (parent.has(other)) join(record.id, other)
  for (const holders of byAddress(records).values()) {
    for (const [index, record] of holders.entries()) {
      const partner = holders
        .slice(0, index)
        .find((other) => !clearlyDifferent(record, other) && !areApart(record.id, other.id))
      if (partner !== undefined) join(record.id, partner.id)
    }
  }

  const groups = new Map<number, number[]>()
  for (const record of records.toSorted((a, b) => a.id - b.id)) {
    const key = root(record.id)
    groups.set(key, [...(groups.get(key) ?? []), record.id])
  }
  return [...groups.values()]
}

function byAddress(records: readonly Matchable[]): Map<string, Matchable[]> {
  const holders = new Map<string, Matchable[]>()
  for (const record of records) {
    for (const address of record.addresses) {
      const list = holders.get(address)
      if (list === undefined) holders.set(address, [record])
      else list.push(record)
    }
  }
  return holders
}

interface Names {
  firstName: string | null
  lastName: string | null
}

/**
 * True when two records cannot be the same person by name: both have a family name, and neither is contained in the
 * other, close to it (two letters), nor the other's first name (swapped columns). Missing names never differ.
 */
export function clearlyDifferent(a: Names, b: Names): boolean {
  const [left, right] = [plainName(a.lastName), plainName(b.lastName)]
  if (left === '' || right === '' || left.includes(right) || right.includes(left)) return false
  if (distance(left, right) <= 2) return false
  return left !== plainName(b.firstName) && right !== plainName(a.firstName)
}

function plainName(name: string | null): string {
  return (name ?? '')
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
}

/** Letters to change, add or drop (Levenshtein). */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
