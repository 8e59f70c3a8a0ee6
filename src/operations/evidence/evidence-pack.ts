import { createHash, randomBytes } from 'node:crypto'
import type { EvidenceAsk, EvidenceManifest } from '../../domain/evidence/evidence-pack.ts'
import { dayOf } from '../../domain/app/day.ts'
import { insertAudit, sealWholeAudit } from '../../store/app/audit.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import type { App } from '../app/app.ts'
import type { PackHead } from './evidence-head.ts'
import { openPeriod, periodFiles, type PeriodEvidence } from './evidence-period.ts'
import { addressCommitments, personFiles, subjectOf, type PersonEvidence } from './evidence-person.ts'
import { signAsDeployment } from '../app/sign.ts'
import { writeZip, type ZipFile } from '../app/write-zip.ts'

/** Who makes a pack and draws its first page. */
export interface PackMaker {
  /** As the audit log names them. */
  actor: string
  language: 'en' | 'fr'
  papers: { person: (facts: PersonEvidence) => Promise<Buffer>; period: (facts: PeriodEvidence) => Promise<Buffer> }
}

export interface EvidencePack {
  number: string
  /**
   * Bytes of the zip as they are made; they fail in the middle when something is wrong, and a zip without its end opens
   * nowhere.
   */
  bytes: AsyncGenerator<Uint8Array>
}

/**
 * One zip for an inspector: what is held of a person, or what was done in a period, with a signed manifest
 * (docs/reference/promises.md#inspector; docs/reference/law.md#h1 to #h6). It is in the audit log before the first byte
 * is given. Throws EvidenceRefused.
 */
export async function openEvidencePack(app: App, ask: EvidenceAsk, maker: PackMaker): Promise<EvidencePack> {
  const now = app.clock.now()
  const head: PackHead = {
    number: `EV-${dayOf(now).replaceAll('-', '')}-${randomBytes(4).toString('hex')}`,
    issuedAt: now,
  }
  const { settings } = await loadSettings(app.pool)
  const person = 'from' in ask ? null : await subjectOf(app, ask)
  const details = {
    what: 'evidence',
    number: head.number,
    ...('from' in ask ? { from: ask.from, to: ask.to } : { of: 'person' }),
  }
  await insertAudit(
    app.pool,
    (person === null || person.contactIds.length === 0 ? [null] : person.contactIds).map((contactId, place) => ({
      actId: `export:evidence:${head.number}:${place}`,
      act: 'export' as const,
      actor: maker.actor,
      contactId,
      details,
    })),
    now,
  )
  await sealWholeAudit(app.pool)
  if (person !== null) {
    return packOf(
      app,
      head,
      {
        controller: settings.controller?.name ?? null,
        subject: { kind: 'person' },
        addresses: addressCommitments(person.addresses),
      },
      personFiles(app, person, head, { language: maker.language, paper: maker.papers.person }),
    )
  }
  if (!('from' in ask)) throw new Error('A pack is about a person or a period')
  const period = await openPeriod(app, ask, settings.timeZone)
  return packOf(
    app,
    head,
    {
      controller: settings.controller?.name ?? null,
      subject: { kind: 'period', from: ask.from, to: ask.to, timeZone: settings.timeZone, chain: period.chain },
      addresses: [],
    },
    periodFiles(app, period, head, { language: maker.language, paper: maker.papers.period }),
  )
}

function packOf(
  app: App,
  head: PackHead,
  about: Pick<EvidenceManifest, 'controller' | 'subject' | 'addresses'>,
  files: AsyncIterable<ZipFile>,
): EvidencePack {
  return { number: head.number, bytes: writeZip(withManifest(app, head, about, files), head.issuedAt) }
}

/** Counts and hashes each file as it goes by; the manifest comes last. */
async function* withManifest(
  app: App,
  { number, issuedAt }: PackHead,
  about: Pick<EvidenceManifest, 'controller' | 'subject' | 'addresses'>,
  files: AsyncIterable<ZipFile>,
): AsyncGenerator<ZipFile> {
  const listed: EvidenceManifest['files'] = []
  for await (const { path, content } of files) {
    const [hash, seen] = [createHash('sha256'), { bytes: 0 }]
    yield {
      path,
      content: watched(typeof content === 'string' || content instanceof Uint8Array ? [content] : content, (piece) => {
        hash.update(piece)
        seen.bytes += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length
      }),
    }
    listed.push({ path, bytes: seen.bytes, sha256: hash.digest('hex') })
  }
  const manifest: EvidenceManifest = {
    type: 'lawbase-evidence',
    version: 1,
    number,
    issuedAt: issuedAt.toISOString(),
    ...about,
    files: listed,
  }
  yield { path: 'manifest.json', content: (await signAsDeployment(app, manifest)).file }
}

async function* watched(
  content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  look: (piece: string | Uint8Array) => void,
): AsyncGenerator<string | Uint8Array> {
  for await (const piece of content) {
    look(piece)
    yield piece
  }
}
