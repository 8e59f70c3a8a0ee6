import { createHash, timingSafeEqual } from 'node:crypto'

/** One step from a leaf to the root: the neighbour's hash in base64, and the side it stands on. */
interface MerkleStep {
  side: 'left' | 'right'
  hash: string
}

/** Leaves and nodes are marked apart, so that no node passes for a leaf (RFC 6962, 2.1). */
const hashLeaf = (content: Buffer) =>
  createHash('sha256')
    .update(Buffer.from([0]))
    .update(content)
    .digest()
const hashNode = (left: Buffer, right: Buffer) =>
  createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest()

/**
 * Root over contents in the given order: 32 bytes; of nothing, the hash of nothing. A node without neighbour rises as
 * it is.
 */
export function merkleRoot(contents: readonly Buffer[]): Buffer {
  let level: Buffer[] = contents.map(hashLeaf)
  if (level.length === 0) return createHash('sha256').digest()
  while (level.length > 1) level = parentsOf(level)
  return level[0] ?? Buffer.alloc(0)
}

/** The steps that lead from the content at `index` to the root. */
export function merklePath(contents: readonly Buffer[], index: number): MerkleStep[] {
  const path: MerkleStep[] = []
  let level: Buffer[] = contents.map(hashLeaf)
  for (let at = index; level.length > 1; at = Math.floor(at / 2)) {
    const left = at % 2 === 1
    const neighbour = level[left ? at - 1 : at + 1]
    if (neighbour !== undefined) path.push({ side: left ? 'left' : 'right', hash: neighbour.toString('base64') })
    level = parentsOf(level)
  }
  return path
}

/** Whether a content stands under a root. */
export function isUnderRoot(content: Buffer, path: readonly MerkleStep[], root: Buffer): boolean {
  const reached = path.reduce((hash, step) => {
    const neighbour = Buffer.from(step.hash, 'base64')
    return step.side === 'left' ? hashNode(neighbour, hash) : hashNode(hash, neighbour)
  }, hashLeaf(content))
  return reached.length === root.length && timingSafeEqual(reached, root)
}

function parentsOf(level: readonly Buffer[]): Buffer[] {
  return Array.from({ length: Math.ceil(level.length / 2) }, (_, place) => {
    const [left, right] = [level[place * 2], level[place * 2 + 1]]
    return left === undefined ? Buffer.alloc(0) : right === undefined ? left : hashNode(left, right)
  })
}
