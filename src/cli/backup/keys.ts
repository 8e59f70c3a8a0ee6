import { join } from 'node:path'
import { existingMasterKey, readMasterKey } from '../../store/app/key-ring.ts'
import { listKeys } from '../../store/app/master-key.ts'
import {
  cancelMasterKey,
  confirmMasterKey,
  firstMasterKey,
  offerMasterKey,
} from '../../operations/backup/change-master-key.ts'
import { knownEverywhereMs, rotateDataKey } from '../../operations/backup/rotate-data-key.ts'
import { rotateIdentityKey } from '../../operations/backup/rotate-identity-key.ts'
import { openDatabase } from '../../operations/app/open-database.ts'
import { answer, requireInstallation, withApp, type Command, type CommandInput } from '../app/command.ts'
import { openClock } from '../app/open.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

export const keysCommand: Command = {
  summary: 'lists the data keys, changes LAWBASE_KEY in two steps',
  help: [
    'lawbase keys new [--json]',
    'lawbase keys list [--json]',
    'lawbase keys rotate-master [--json]',
    'lawbase keys confirm-master',
    'lawbase keys cancel-master',
    'lawbase keys rotate-data [--json]',
    'lawbase keys rotate-identity [--json]',
    '',
    'new prints a LAWBASE_KEY for an installation that is yet to be made, and changes nothing.',
    'rotate-master prints a new LAWBASE_KEY, once; from then on the old and the new one open the installation. Set the new one (or put it into the file "key"), start every process with it, then run confirm-master with it: the old one no longer opens anything. cancel-master, with the old one set, discards the new one.',
    'Nothing is stopped and nothing is re-encrypted: only the data keys are wrapped again. Earlier backups need the key they were made with.',
    'rotate-data creates a new key for encrypted data (tokens, secrets, letters, copies of mails), waits until every process has it, re-encrypts everything while they work, and retires the old keys that are no longer needed. After a crash, run it again: it continues.',
    'rotate-identity creates a new key for the hashes of addresses, and wraps all of them with it. The service finishes its current work, holds what comes in meanwhile, and continues automatically. A crash leaves everything as it was.',
  ].join('\n'),
  words: 1,
  options: {},
  run: (input) => {
    const [what = 'list'] = input.positionals
    if (what === 'new') {
      const key = firstMasterKey()
      answer(input, { key }, key)
      return Promise.resolve(exitCodes.done)
    }
    if (what === 'rotate-identity') return rotateIdentity(input)
    return withApp(input, async ({ app }) => {
      const masterKey = readMasterKey(input.config.masterKey, join(input.config.home, 'key'))
      if (what === 'list') {
        const { keys, changing } = await listKeys(app.pool)
        answer(
          input,
          { ok: true, changing, keys },
          [
            ...keys.map(
              (key) =>
                `${key.kid}  ${key.purpose.padEnd(11)} ${key.state.padEnd(9)} since ${key.createdAt.toISOString().slice(0, 10)}`,
            ),
            ...(changing ? ['A new LAWBASE_KEY waits to be confirmed.'] : []),
          ].join('\n'),
        )
      } else if (what === 'rotate-master') {
        const key = await offerMasterKey(app, masterKey)
        answer(
          input,
          { ok: true, key },
          `${key}\n\nThis is the new LAWBASE_KEY; it is shown once and kept nowhere. Set it, start every process with it, then run "lawbase keys confirm-master". Until then the old one opens too.`,
        )
      } else if (what === 'confirm-master') {
        await confirmMasterKey(app, masterKey)
        answer(
          input,
          { ok: true },
          'From now on only this LAWBASE_KEY opens the installation. Keep the old one as long as backups made under it.',
        )
      } else if (what === 'cancel-master') {
        await cancelMasterKey(app, masterKey)
        answer(input, { ok: true }, 'The new key is forgotten. LAWBASE_KEY stays as it is.')
      } else if (what === 'rotate-data') {
        const done = await rotateDataKey(app, masterKey, knownEverywhereMs)
        const left = Object.entries(done.left).map(([where, count]) => `${where}: ${count}`)
        answer(
          input,
          { ok: left.length === 0, ...done },
          `Re-encrypted with ${done.kid}: ${done.resealed} values. ${left.length === 0 ? `Retired: ${done.retired.join(', ') || 'none'}.` : `Still under an old key, which stays: ${left.join('; ')}. Run it again.`}`,
        )
        if (left.length > 0) return exitCodes.foundWrong
      } else
        throw new CommandFailed(
          'Use list, rotate-master, confirm-master, cancel-master, rotate-data or rotate-identity.',
        )
      return exitCodes.done
    })
  },
}

/** How long processes have for finishing what they do. */
const leaveMs = 60_000

/** Without the program: none of its connections may be open while the hashes move. */
async function rotateIdentity(input: CommandInput): Promise<number> {
  requireInstallation(input)
  const { home, databaseUrl } = input.config
  const clock = await openClock(input.config)
  const database = await openDatabase({ home, databaseUrl, owner: null })
  try {
    const done = await rotateIdentityKey(database.config, {
      masterKey: existingMasterKey(input.config.masterKey, join(home, 'key')),
      now: clock.now(),
      actor: 'command line',
      leaveMs,
      tryMs: 5_000,
      told: (step) =>
        input.json ||
        process.stderr.write(
          `${'waitingFor' in step ? `Waiting for ${step.waitingFor} connections to end` : `${step.done} of ${step.of} hashes made`}\n`,
        ),
    })
    answer(
      input,
      { ok: true, ...done },
      `Every address is known under ${done.kid} from now on, the ${ordinal(done.generation)} key: ${done.rehashed} hashes wrapped.${done.ended === 0 ? '' : ` ${done.ended} connections did not close in time and were ended.`}\nMake a backup now: older ones, and copies of them, still hold the old hashes.`,
    )
    return exitCodes.done
  } finally {
    clock.close()
    await database.stop()
  }
}

const ordinal = (n: number) => `${n}${n === 2 ? 'nd' : n === 3 ? 'rd' : 'th'}`
