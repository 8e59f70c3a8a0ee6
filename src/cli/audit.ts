import { once } from 'node:events'
import { exportAudit, sealAudit, verifyAudit } from '../store/audit.ts'
import { answer, withApp, type Command } from './command.ts'
import { CommandFailed, exitCodes } from './program.ts'

export const auditCommand: Command = {
  summary: 'exports the audit log, or verifies its chain',
  help: 'lawbase audit export > audit.jsonl\nlawbase audit verify [--json]\n\nexport writes one JSON line per act, in order, never an address. verify walks the chain and says up to where it holds; exit code 1 when it is broken.',
  options: {},
  run: (input) =>
    withApp(input, async ({ app }) => {
      while ((await sealAudit(app.pool)) > 0);
      const [what] = input.positionals
      if (what === 'export') {
        for await (const line of exportAudit(app.pool)) if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain')
        return exitCodes.done
      }
      if (what !== 'verify') throw new CommandFailed('Say "lawbase audit export" or "lawbase audit verify".')
      const check = await verifyAudit(app.pool)
      const whole = check.brokenAt === null
      answer(input, { ok: whole, ...check }, whole ? `The log is intact: ${check.sealedUpTo} acts, ${check.unsealed} not sealed yet.` : `The log was changed: act ${check.brokenAt} does not fit. Everything up to ${check.sealedUpTo} holds.`)
      return whole ? exitCodes.done : exitCodes.foundWrong
    }),
}
