import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ChainPosition, EvidenceManifest } from '../../domain/evidence/evidence-pack.ts'
import { linkAfter, type AuditLine } from '../../store/app/audit.ts'
import type { ByteSource } from '../spreadsheets/byte-source.ts'
import { readZip, unpackPart } from '../spreadsheets/read-zip.ts'

/** A pack as it lies there: in its zip, or unpacked into a folder. */
export interface PackOnDisk {
  paths: readonly string[]
  read(path: string): AsyncIterable<Uint8Array>
}

/**
 * What is wrong with the files of a pack, by their names; `chainBrokenAt`: number of the first act whose link does not
 * fit. All empty = it is as it was signed.
 */
export interface PackCheck {
  changed: string[]
  missing: string[]
  /** Not in the manifest: whoever put it there did not sign it. */
  added: string[]
  /** Acts whose link was computed again. */
  acts: number
  chainBrokenAt: number | null
}

export const manifestPath = 'manifest.json'
const sizeLimits = { parts: 65_535, directoryBytes: 32 * 1024 * 1024 }
const packLimits = { bytes: 4 * 1024 ** 3, rows: 0, columns: 0, unpackedBytes: 64 * 1024 ** 3 }

/** Opens a zip without unpacking it. Throws TableFault when it is none. */
export async function openPackZip(source: ByteSource): Promise<PackOnDisk> {
  const parts = await readZip(source, packLimits, sizeLimits)
  return {
    paths: [...parts.keys()],
    read: (path) => {
      const part = parts.get(path)
      return part === undefined ? Readable.from([]) : unpackPart(source, part)
    },
  }
}

export async function openPackFolder(folder: string): Promise<PackOnDisk> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
  return { paths, read: (path) => createReadStream(join(folder, ...path.split('/'))) as AsyncIterable<Uint8Array> }
}

/**
 * Compares every file with the manifest, and computes the links of the audit log's part again. Reads the files of the
 * manifest only, piece by piece.
 */
export async function checkPack(manifest: EvidenceManifest, pack: PackOnDisk): Promise<PackCheck> {
  const [there, listed] = [new Set(pack.paths), new Set(manifest.files.map(({ path }) => path))]
  const changed: string[] = []
  for (const { path, bytes, sha256 } of manifest.files.filter((file) => there.has(file.path))) {
    const found = await hashOf(pack.read(path))
    if (found === null || found.bytes !== bytes || found.sha256 !== sha256) changed.push(path)
  }
  const missing = manifest.files.map(({ path }) => path).filter((path) => !there.has(path))
  const added = pack.paths.filter((path) => path !== manifestPath && !path.endsWith('/') && !listed.has(path))
  const readable = there.has(actsPath) && !changed.includes(actsPath)
  return {
    changed,
    missing,
    added,
    ...(readable ? await checkActs(manifest, pack.read(actsPath)) : { acts: 0, chainBrokenAt: null }),
  }
}

const actsPath = 'audit/acts.jsonl'

/** A part that cannot be unpacked is as good as changed. */
async function hashOf(content: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string } | null> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of content) {
      hash.update(piece)
      bytes += piece.length
    }
  } catch {
    return null
  }
  return { bytes, sha256: hash.digest('hex') }
}

/**
 * A period's acts follow each other from one end to the other; each act of a person stands after the link that it
 * names.
 */
async function checkActs(
  manifest: EvidenceManifest,
  content: AsyncIterable<Uint8Array>,
): Promise<Pick<PackCheck, 'acts' | 'chainBrokenAt'>> {
  const whole = manifest.subject.kind === 'period' ? manifest.subject.chain : null
  let [acts, at] = [0, whole?.before ?? null]
  for await (const text of createInterface({ input: Readable.from(content), crlfDelay: Infinity })) {
    const line = JSON.parse(text) as PackedAct
    if (!followsOn(at, line)) return { acts, chainBrokenAt: line.seq }
    acts += 1
    if (at !== null) at = { seq: line.seq, chain: line.chain }
  }
  if (whole === null) return { acts, chainBrokenAt: null }
  const isWhole = at?.seq === whole.after.seq && at.chain === whole.after.chain
  return { acts, chainBrokenAt: isWhole ? null : whole.after.seq }
}

/** An act as a pack holds it; `previous`: the link before it, where the act before it is not in the pack. */
type PackedAct = AuditLine & { previous?: string }

/** Whether the act is the next one after `at`, and its link fits; of a person's acts there is no `at`. */
function followsOn(at: ChainPosition | null, { previous, chain, ...line }: PackedAct): boolean {
  if (at !== null && line.seq !== at.seq + 1) return false
  const before = Buffer.from(at?.chain ?? previous ?? '', 'hex')
  return linkAfter(before, line).toString('hex') === chain
}
