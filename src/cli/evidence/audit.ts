import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { checkAuditHead, issueAuditHead, sealLog } from '../../operations/evidence/audit-head.ts'
import type { App } from '../../operations/app/app.ts'
import { exportAudit, verifyAudit } from '../../store/app/audit.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { faultSentence } from '../app/fault-sentence.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

export const auditCommand: Command = {
  summary: 'exports the audit log, verifies its chain, signs its head',
  help: [
    'lawbase audit export > audit.jsonl',
    'lawbase audit head > head.json',
    'lawbase audit verify [--head head.json [--fingerprint "…"]] [--json]',
    '',
    "export writes one JSON line per entry, in order, never an address. head writes the current end of the chain, signed with the deployment's key: keep it elsewhere (AUDIT_HEAD_FOLDER does it each night).",
    'verify checks the chain and says up to where it is intact; only with --head can it tell whether acts up to that head were cut off, and whether the log still holds what it says. Exit code 1 when anything was changed.',
  ].join('\n'),
  words: 1,
  options: { head: { type: 'string' }, fingerprint: { type: 'string' } },
  run: (input) =>
    withApp(input, async ({ app }) => {
      await sealLog(app)
      const [what] = input.positionals
      if (what === 'export') {
        for await (const line of exportAudit(app.pool))
          if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain')
        return exitCodes.done
      }
      if (what === 'head') {
        process.stdout.write((await issueAuditHead(app)).file)
        return exitCodes.done
      }
      if (what !== 'verify')
        throw new CommandFailed('Say "lawbase audit export", "lawbase audit head" or "lawbase audit verify".')
      return verify(app, input)
    }),
}

const headFaults = {
  'not-a-head': 'The file is not a head of an audit log.',
  changed: 'The head was changed after it was signed.',
  'another-key': 'The head is signed with another key.',
  'another-log': 'The log does not hold what this head says: it was rewritten or cut since.',
}

async function verify(app: App, input: CommandInput): Promise<number> {
  const file = text(input.values['head'])
  const head = file === null ? null : await checkAuditHead(app, await readHead(file), text(input.values['fingerprint']))
  const check = await verifyAudit(app.pool)
  const whole = check.brokenAt === null && head?.ok !== false
  const words = [
    check.brokenAt === null
      ? `The log is intact up to act ${check.sealedUpTo}; ${check.unsealed} not sealed yet.`
      : `The log was changed: act ${check.brokenAt} does not fit. Everything up to ${check.sealedUpTo} holds.`,
    ...(head === null
      ? [
          `Whether acts after ${check.sealedUpTo} were cut off cannot be known without a head: give --head with one that was kept elsewhere.`,
        ]
      : head.ok
        ? wordsOf(head, input)
        : [headFaults[head.reason]]),
  ]
  answer(input, { ok: whole, ...check, ...(head === null ? {} : { head }) }, words.join('\n'))
  return whole ? exitCodes.done : exitCodes.foundWrong
}

/** What a head proves, and what it does not: acts behind it, and that its key is the one that somebody kept. */
function wordsOf({ at, seq, fingerprint }: { at: string; seq: number; fingerprint: string }, input: CommandInput) {
  return [
    `It holds what the head of ${at} says, up to act ${seq}.`,
    `Whether acts after ${seq} were cut off cannot be known with this head: give a later one.`,
    ...(text(input.values['fingerprint']) === null
      ? [`The head is signed with the key ${fingerprint}. Give --fingerprint with the one you kept to compare them.`]
      : []),
  ]
}

async function readHead(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new CommandFailed(`--head: ${faultSentence(cause, file)}`)
  }
}
