import { readFileSync } from 'node:fs'
import type { Certificate } from '../domain/certificate.ts'
import type { Receipt } from '../domain/receipt.ts'
import { verifyDocument, type Verification } from '../operations/verify-document.ts'
import { answer, text, type Command } from './command.ts'
import { CommandFailed, exitCodes } from './program.ts'

const refusals: Readonly<Record<Extract<Verification, { genuine: false }>['reason'], string>> = {
  'not-a-receipt': 'This file is neither a receipt nor a removal certificate.',
  changed: 'This file was changed after it was signed.',
  'another-key': 'This file was signed with another key than the one you named.',
}

export const verifyCommand: Command = {
  summary: 'checks a receipt or a removal certificate, without network or database',
  help: 'lawbase verify receipt.json --fingerprint "3f2a 91c0 …" [--email anne.roy@acme.example.test] [--json]\n\nThe fingerprint of the key stands on the page Audit & receipts and on every receipt on paper; take it from there, not from the file. With --email it also says whether the receipt is about that address; a certificate says so when it was asked for that address. Exit code 1 when it is not genuine or not about the address.',
  options: { fingerprint: { type: 'string' }, email: { type: 'string' } },
  run: (input) => {
    const [path] = input.positionals
    const fingerprint = text(input.values['fingerprint'])
    const email = text(input.values['email'])
    if (path === undefined) throw new CommandFailed('Name the file: lawbase verify receipt.json --fingerprint "…"')
    if (fingerprint === null) throw new CommandFailed('--fingerprint: give the fingerprint of the key, as the company publishes it; without it anybody could have signed')
    let content: string
    try {
      content = readFileSync(path, 'utf8')
    } catch (cause) {
      throw new CommandFailed(`${path} cannot be read: ${cause instanceof Error ? cause.message : 'unknown'}`)
    }
    const result = verifyDocument(content, { fingerprint, ...(email === null ? {} : { email }) })
    if (!result.genuine) {
      answer(input, { ok: false, genuine: false, reason: result.reason }, refusals[result.reason])
      return Promise.resolve(exitCodes.foundWrong)
    }
    const { document } = result
    const ok = result.addressFits !== false
    const [named, lines] = document.type === 'lawbase-receipt' ? [{ receipt: document }, receiptLines(document)] : [{ certificate: document }, certificateLines(document)]
    const about = result.addressFits === null ? [] : [result.addressFits ? 'It is about the address you gave.' : 'It is NOT about the address you gave.']
    answer(input, { ok, genuine: true, addressFits: result.addressFits, ...named }, [lines[0], ...about, ...lines.slice(1)].join('\n'))
    return Promise.resolve(ok ? exitCodes.done : exitCodes.foundWrong)
  },
}

function receiptLines(receipt: Receipt): string[] {
  return [
    `Genuine: ${receipt.number}, recorded ${receipt.objection.recordedAt} by ${receipt.controller ?? 'a company that gave no name'}.`,
    `Stops: ${receipt.objection.channels.join(', ')}${receipt.objection.kinds.length === 0 ? '' : ` (${receipt.objection.kinds.join(', ')})`}`,
    ...receipt.systems.map((system) => `  ${system.name}: ${system.state}, ${system.proof}${system.endedAt === null ? '' : `, ${system.endedAt}`}`),
  ]
}

function certificateLines(certificate: Certificate): string[] {
  return [
    `Genuine: removal ${certificate.number}, ended ${certificate.finishedAt}, by ${certificate.controller ?? 'a company that gave no name'}.`,
    `Rule ${certificate.rule}: ${certificate.removed} of ${certificate.plan.planned} people went, ${certificate.leftInTime} left in time, ${certificate.refused} were refused by a system.`,
    ...certificate.approvals.map(({ by, at }) => `  approved by ${by}, ${at}`),
    ...certificate.systems.map((system) => `  ${system.name}: ${system.removed} of ${system.records} records read back absent${system.inBinUntil === null ? '' : `, in its bin until ${system.inBinUntil}`}`),
  ]
}
