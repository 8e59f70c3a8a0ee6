import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Certificate, CertificateSystem } from '../../domain/removals/certificate.ts'
import { fateLine } from '../removals/fate-line.ts'
import { faultSentence } from '../app/fault-sentence.ts'
import type { EvidenceManifest } from '../../domain/evidence/evidence-pack.ts'
import type { Receipt } from '../../domain/evidence/receipt.ts'
import { fileSource } from '../../operations/spreadsheets/byte-source.ts'
import { TableFault } from '../../operations/spreadsheets/table-file.ts'
import { verifyDocument, type Verification } from '../../operations/evidence/verify-document.ts'
import {
  checkPack,
  manifestPath,
  openPackFolder,
  openPackZip,
  type PackCheck,
  type PackOnDisk,
} from '../../operations/evidence/verify-pack.ts'
import { answer, text, type Command } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

const refusals: Readonly<Record<Extract<Verification, { genuine: false }>['reason'], string>> = {
  'not-a-receipt': 'This file is neither a receipt, nor a removal certificate, nor the manifest of an evidence pack.',
  changed: 'This file was changed after it was signed.',
  'another-key': 'This file was signed with another key than the one you named.',
}

export const verifyCommand: Command = {
  summary: 'checks a receipt, a removal certificate or an evidence pack, without network or database',
  help: 'lawbase verify receipt.json --fingerprint "3f2a 91c0 …" [--email anne.roy@acme.example.test] [--json]\n\nThe fingerprint of the key is on the page Audit log and on every printed receipt; take it from there, not from the file. With --email it also says whether the receipt is about that address; a certificate says so when it was asked for that address. Exit code 1 when it is not genuine or not about the address.\n\nlawbase verify evidence.zip --fingerprint "3f2a 91c0 …"\nlawbase verify unpacked/manifest.json --fingerprint "3f2a 91c0 …"\n\nOf an evidence pack, zipped or unpacked, every file is compared with the signed manifest and the links of its audit entries are computed again; a file that was changed, is missing or was added is named, and the exit code is 1.',
  words: 1,
  options: { fingerprint: { type: 'string' }, email: { type: 'string' } },
  run: async (input) => {
    const [path] = input.positionals
    const fingerprint = text(input.values['fingerprint'])
    const email = text(input.values['email'])
    if (path === undefined) throw new CommandFailed('Name the file: lawbase verify receipt.json --fingerprint "…"')
    if (fingerprint === null)
      throw new CommandFailed(
        '--fingerprint: give the fingerprint of the key, as the company publishes it; without it anyone could have signed',
      )
    const { content, pack } = await open(path)
    const result = verifyDocument(content, { fingerprint, ...(email === null ? {} : { email }) })
    if (!result.genuine) {
      answer(input, { ok: false, genuine: false, reason: result.reason }, refusals[result.reason])
      return exitCodes.foundWrong
    }
    const { document } = result
    const check =
      document.type === 'lawbase-evidence'
        ? await checkPack(document, pack ?? (await openPackFolder(dirname(resolve(path)))))
        : null
    const ok = result.addressFits !== false && (check === null || isWhole(check))
    const [named, lines] =
      document.type === 'lawbase-receipt'
        ? [{ receipt: document }, receiptLines(document)]
        : document.type === 'lawbase-certificate'
          ? [{ certificate: document }, certificateLines(document)]
          : [{ manifest: document, check }, packLines(document, check)]
    const about =
      result.addressFits === null
        ? []
        : [result.addressFits ? 'It is about the address you gave.' : 'It is NOT about the address you gave.']
    answer(
      input,
      { ok, genuine: true, addressFits: result.addressFits, ...named },
      [lines[0], ...about, ...lines.slice(1)].join('\n'),
    )
    return ok ? exitCodes.done : exitCodes.foundWrong
  },
}

/** The signed text of a file; of a zip its manifest, with the files beside it. */
async function open(path: string): Promise<{ content: string; pack: PackOnDisk | null }> {
  try {
    const content = path.toLowerCase().endsWith('.zip') ? null : readFileSync(path, 'utf8')
    if (content !== null) return { content, pack: null }
    const pack = await openPackZip(fileSource(path, statSync(path).size))
    const pieces: Uint8Array[] = []
    if (pack.paths.includes(manifestPath)) for await (const piece of pack.read(manifestPath)) pieces.push(piece)
    return { content: Buffer.concat(pieces).toString('utf8'), pack }
  } catch (cause) {
    throw new CommandFailed(
      cause instanceof TableFault ? `${path} is no whole zip: take another copy of it.` : faultSentence(cause, path),
    )
  }
}

const isWhole = (check: PackCheck): boolean =>
  check.changed.length + check.missing.length + check.added.length === 0 && check.chainBrokenAt === null

function packLines(
  { number, issuedAt, controller, subject, files }: EvidenceManifest,
  check: PackCheck | null,
): string[] {
  const about = subject.kind === 'person' ? 'a person' : `the days from ${subject.from} to ${subject.to}`
  return [
    `Genuine: evidence pack ${number} about ${about}, made ${issuedAt} by ${controller ?? 'an unnamed company'}.`,
    ...(check === null
      ? []
      : [
          ...check.changed.map((path) => `  CHANGED: ${path}`),
          ...check.missing.map((path) => `  MISSING: ${path}`),
          ...check.added.map((path) => `  NOT SIGNED: ${path}`),
          ...(check.chainBrokenAt === null
            ? []
            : [`  The audit log's part is BROKEN at entry ${check.chainBrokenAt}.`]),
          ...(isWhole(check)
            ? [`All ${files.length} files are as they were signed; the links of ${check.acts} audit acts fit.`]
            : []),
        ]),
  ]
}

function receiptLines(receipt: Receipt): string[] {
  return [
    `Genuine: ${receipt.number}, recorded ${receipt.objection.recordedAt} by ${receipt.controller ?? 'an unnamed company'}.`,
    `Stops: ${receipt.objection.channels.join(', ')}${receipt.objection.kinds.length === 0 ? '' : ` (${receipt.objection.kinds.join(', ')})`}`,
    ...receipt.systems.map(
      (system) =>
        `  ${system.name}: ${system.state}, ${system.proof}${system.endedAt === null ? '' : `, ${system.endedAt}`}`,
    ),
  ]
}

const editions = {
  1: 'First version: it is completed once absence was verified after the last day of each recycle bin.',
  2: 'Second version: absence was verified after the last day of each recycle bin.',
} as const

/** What became of the people, each counted once; certificates of before tell only how many went. */
function wentOf({ people, removed, plan }: Certificate): string {
  return people === undefined
    ? `${removed} of ${plan.planned} people removed`
    : `of ${plan.planned} people planned ${people.gone} gone for good, ${people.inBin} in a recycle bin, ${people.unconfirmed === undefined ? '' : `${people.unconfirmed} in a recycle bin when last read, of a system that is disconnected, `}${people.anonymised} anonymised, ${people.back} there again`
}

/** What was emptied, and what somebody took out of the bin, is there. */
function absentOf({ removed, anonymised = 0, back = 0, afterBin }: CertificateSystem): number {
  return removed - anonymised - back - (afterBin?.back ?? 0)
}

/** Of a bin that had ended when it was signed, only what was read after it. */
function binOf({ inBinUntil, afterBin, disconnectedAt }: CertificateSystem, issuedAt: string): string {
  if (disconnectedAt !== undefined)
    return `, some in its recycle bin when last read${inBinUntil === null ? '' : `, until ${inBinUntil}`}; disconnected since ${disconnectedAt}: absence there is not confirmed`
  if (afterBin !== undefined)
    return `, verified after the bin's last day on ${afterBin.readAt}: ${afterBin.absent} absent, ${afterBin.back} there again, ${afterBin.inBin} still in the bin`
  if (inBinUntil === null) return ''
  return inBinUntil <= issuedAt
    ? `, the last day of its recycle bin was ${inBinUntil}, not verified yet`
    : `, in its recycle bin until ${inBinUntil} at the latest`
}

function certificateLines(certificate: Certificate): string[] {
  return [
    `Genuine: removal ${certificate.number}, ended ${certificate.finishedAt}, by ${certificate.controller ?? 'an unnamed company'}.`,
    `Rule ${certificate.rule}: ${wentOf(certificate)}; ${certificate.leftInTime} taken out in time${certificate.broughtBack === undefined ? '' : `, ${certificate.broughtBack} brought back since`}, ${certificate.refused} were refused by a system.`,
    ...(certificate.edition === undefined ||
    !certificate.systems.some(({ inBin = 0, back = 0, afterBin }) => inBin + back > 0 || afterBin !== undefined)
      ? []
      : [editions[certificate.edition]]),
    ...certificate.approvals.map(({ by, at }) => `  approved by ${by}, ${at}`),
    ...certificate.systems.flatMap((system) => [
      `  ${system.name}: ${absentOf(system)} of ${system.records} records verified absent${binOf(system, certificate.issuedAt)}`,
      ...(system.related ?? []).map((fate) => `    ${fateLine(fate)}`),
    ]),
  ]
}
