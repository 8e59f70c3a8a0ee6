import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { insertAudit } from '../store/audit.ts'
import { inTransaction, type Sql } from '../store/database.ts'
import { readMasterKey } from '../store/key-ring.ts'
import { cancelMaster, confirmMaster, listKeys, offerMaster } from '../store/master-key.ts'
import type { App } from '../operations/app.ts'
import { knownEverywhereMs, rotateDataKey } from '../operations/rotate-data-key.ts'
import { answer, withApp, type Command } from './command.ts'
import { CommandFailed, exitCodes } from './program.ts'

export const keysCommand: Command = {
  summary: 'lists the data keys, changes LAWBASE_KEY in two steps',
  help: [
    'lawbase keys list [--json]', 'lawbase keys rotate-master [--json]', 'lawbase keys confirm-master', 'lawbase keys cancel-master', 'lawbase keys rotate-data [--json]', '',
    'rotate-master prints a new LAWBASE_KEY, once; from then on the old and the new one open the installation. Set the new one (or put it into the file "key"), start every process with it, then run confirm-master with it: the old one opens nothing any more. cancel-master, with the old one set, forgets the new one.',
    'Nothing is stopped and nothing is sealed anew: only the data keys are wrapped again. Backups made before need the key they were made under.',
    'rotate-data makes a new key for what is stored sealed (tokens, secrets, letters, copies of mails), waits until every process has it, seals all of it anew while they work, and retires the old keys that nothing needs any more. Run again after a crash, it goes on.',
  ].join('\n'),
  words: 1,
  options: {},
  run: (input) =>
    withApp(input, async ({ app }) => {
      const [what = 'list'] = input.positionals
      const masterKey = readMasterKey(input.config.masterKey, join(input.config.home, 'key'))
      if (what === 'list') {
        const { keys, changing } = await listKeys(app.pool)
        answer(input, { ok: true, changing, keys }, [...keys.map((key) => `${key.kid}  ${key.purpose.padEnd(11)} ${key.state.padEnd(9)} since ${key.createdAt.toISOString().slice(0, 10)}`), ...(changing ? ['A new LAWBASE_KEY waits to be confirmed.'] : [])].join('\n'))
      } else if (what === 'rotate-master') {
        const key = await step(app, 'offered', (sql) => offerMaster(sql, masterKey))
        answer(input, { ok: true, key }, `${key}\n\nThis is the new LAWBASE_KEY; it is shown once and kept nowhere. Set it, start every process with it, then run "lawbase keys confirm-master". Until then the old one opens too.`)
      } else if (what === 'confirm-master') {
        await step(app, 'confirmed', (sql) => confirmMaster(sql, masterKey))
        answer(input, { ok: true }, 'From now on only this LAWBASE_KEY opens the installation. Keep the old one as long as backups made under it.')
      } else if (what === 'cancel-master') {
        await step(app, 'cancelled', (sql) => cancelMaster(sql, masterKey))
        answer(input, { ok: true }, 'The new key is forgotten. LAWBASE_KEY stays as it is.')
      } else if (what === 'rotate-data') {
        const done = await rotateDataKey(app, masterKey, knownEverywhereMs)
        const left = Object.entries(done.left).map(([where, count]) => `${where}: ${count}`)
        answer(input, { ok: left.length === 0, ...done }, `Sealed anew under ${done.kid}: ${done.resealed} values. ${left.length === 0 ? `Retired: ${done.retired.join(', ') || 'none'}.` : `Still under an old key, which stays: ${left.join('; ')}. Run it again.`}`)
        if (left.length > 0) return exitCodes.foundWrong
      } else throw new CommandFailed('Say list, rotate-master, confirm-master, cancel-master or rotate-data.')
      return exitCodes.done
    }),
}

/** A step and its act, in one transaction. */
function step<T>(app: App, name: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  return inTransaction(app.pool, async (sql) => {
    const done = await work(sql)
    await insertAudit(sql, [{ actId: `master-key:${randomUUID()}`, act: 'setting', actor: 'command line', details: { what: 'LAWBASE_KEY', step: name } }], app.clock.now())
    return done
  })
}
