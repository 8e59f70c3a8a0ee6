import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readEvidenceAsk, type EvidenceFault, type EvidenceField } from '../../domain/evidence/evidence-pack.ts'
import { dayIn } from '../../domain/app/day.ts'
import { evidencePapers } from '../../http/documents/evidence/evidence-pdf.ts'
import { EvidenceRefused } from '../../operations/evidence/evidence-head.ts'
import { openEvidencePack } from '../../operations/evidence/evidence-pack.ts'
import { signingFingerprint } from '../../operations/app/sign.ts'
import { loadSettings } from '../../store/settings/settings.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { faultSentence } from '../app/fault-sentence.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

const faults: Readonly<Record<EvidenceFault, string>> = {
  contact: 'give the number of a contact, as its page and the exports name it',
  email: 'give one complete address such as anne.roy@acme.example.test on standard input',
  'one-person': 'name a contact or an address, not both',
  day: 'write a day as 2026-11-25',
  future: 'the day must not be after today',
  order: 'the last day must not be before the first',
}
const options: Readonly<Record<EvidenceField, string>> = {
  contact: '--contact',
  email: '--email-stdin',
  from: '--from',
  to: '--to',
}

/** One zip for an inspector, about a person or a period (docs/reference/promises.md#inspector; 8, CLI). */
export const evidenceCommand: Command = {
  summary: 'one signed zip for an inspector: a person, or a period',
  help: `lawbase evidence --contact ID --out file.zip [--lang fr] [--json]
lawbase evidence --email-stdin --out file.zip < address.txt
lawbase evidence --from 2026-01-01 --to 2026-03-31 --out file.zip

Of a person: what is held, why, since when, source, notices, objections with signed receipts, proof that they were applied, removals with
certificates, files of proof, and the person's entries in the audit log. The address comes on standard input, so that no list of processes
and no history of a shell shows it; for a removed person it holds what is left. Of a period: counts, every objection with its proofs,
removals, erasure requests, runs, settings, approvals, missed deadlines, the audit log; no one is named. Both days count
whole, in the time zone of the settings. Each pack is in the audit log. The file must not exist.
Check it with: lawbase verify file.zip --fingerprint "…"

Example: echo anne.roy@acme.example.test | lawbase evidence --email-stdin --out anne-roy.zip
Exit codes: 0 written, 1 several people hold the address (nothing is written: choose one by --contact), 2 could not.`,
  words: 0,
  options: {
    contact: { type: 'string' },
    'email-stdin': { type: 'boolean' },
    from: { type: 'string' },
    to: { type: 'string' },
    out: { type: 'string' },
    lang: { type: 'string' },
  },
  run: (input) => {
    const { values } = input
    const out = text(values['out'])
    if (out === null) throw new CommandFailed('--out: name the file to write, such as evidence.zip')
    // Before the pack is in the audit log as given out.
    if (!existsSync(dirname(resolve(out)))) throw new CommandFailed(`--out: ${dirname(out)}: there is no such folder.`)
    if (existsSync(out)) throw new CommandFailed(`--out: ${out} is there already: name a file that is not.`)
    const language = values['lang'] === undefined ? 'en' : values['lang']
    if (language !== 'en' && language !== 'fr') throw new CommandFailed('--lang: say en or fr')
    const [person, period] = [
      values['contact'] !== undefined || values['email-stdin'] === true,
      values['from'] !== undefined || values['to'] !== undefined,
    ]
    if (person === period)
      throw new CommandFailed('Ask for one thing: --contact ID, --email-stdin, or --from DAY --to DAY.')
    return withApp(input, async ({ app }) => {
      const { timeZone } = (await loadSettings(app.pool)).settings
      const read = readEvidenceAsk(
        {
          what: person ? 'person' : 'period',
          ...typed(input),
          ...(values['email-stdin'] === true ? { email: await textOf(process.stdin) } : {}),
        },
        dayIn(app.clock.now(), timeZone),
      )
      if ('faults' in read)
        throw new CommandFailed(
          Object.entries(read.faults)
            .map(([field, fault]) => `${options[field as EvidenceField]}: ${faults[fault]}`)
            .join('\n'),
        )
      const fingerprint = await signingFingerprint(app)
      const pack = await openEvidencePack(app, read.ask, {
        actor: 'command line',
        language,
        papers: evidencePapers({
          language,
          timeZone,
          fingerprint,
          verifyUrl: app.publicUrl === null ? null : `${app.publicUrl}/verify`,
        }),
      }).catch((error: unknown) => {
        if (!(error instanceof EvidenceRefused)) throw error
        throw new CommandFailed(
          error.code === 'unknown' ? `--contact: ${error.message}` : `--email-stdin: ${error.message}`,
          error.code === 'several' ? exitCodes.foundWrong : exitCodes.couldNot,
        )
      })
      await write(pack.bytes, out)
      const { size } = await stat(out)
      answer(
        input,
        { ok: true, number: pack.number, file: out, bytes: size, fingerprint },
        `${pack.number}: ${out}, ${size} bytes. Check it with: lawbase verify ${out} --fingerprint "${fingerprint}"`,
      )
      return exitCodes.done
    })
  },
}

const typed = ({ values }: CommandInput) =>
  Object.fromEntries(
    (['contact', 'from', 'to'] as const).flatMap((name) => {
      const value = text(values[name])
      return value === null ? [] : [[name, value]]
    }),
  )

/** A pack that fails in the middle leaves nothing behind that looks like one. */
async function write(bytes: AsyncIterable<Uint8Array>, out: string): Promise<void> {
  const part = `${out}.part`
  try {
    await pipeline(Readable.from(bytes), createWriteStream(part, { mode: 0o600 }))
    await rename(part, out)
  } catch (error) {
    await rm(part, { force: true })
    throw error instanceof Error && 'code' in error && 'syscall' in error
      ? new CommandFailed(`--out: ${faultSentence(error, out)}`)
      : error
  }
}
