/** Words of one place: 128 bits of the hash, which no two people share, and the row. */
const words = 5

/**
 * Remembers by hash which row named somebody first: gives that row's number, or null when this is the first. Takes one
 * fixed block of memory, 20 bytes for twice as many places as `most` rows, however long the list is.
 */
export function createFirstSeenIndex(most: number): (hash: Buffer, row: number) => number | null {
  const places = 2 ** Math.ceil(Math.log2(Math.max(most, 1) * 2))
  const table = new Uint32Array(places * words)
  return (hash, row) => {
    const key = [0, 4, 8, 12].map((from) => hash.readUInt32LE(from))
    for (let place = (key[0] ?? 0) % places; ; place = (place + 1) % places) {
      const at = place * words
      const found = table[at + 4] ?? 0
      if (found === 0) {
        table.set([...key, row], at)
        return null
      }
      if (key.every((word, index) => table[at + index] === word)) return found
    }
  }
}
