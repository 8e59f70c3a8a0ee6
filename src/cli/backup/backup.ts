import { join } from 'node:path'
import { openClock } from '../app/open.ts'
import {
  backUp,
  noteRestoreTested,
  restoreBackup,
  verifyBackup,
  type Restored,
  type RestoreOptions,
} from '../../operations/backup/back-up.ts'
import type { App } from '../../operations/app/app.ts'
import { packageRoot } from '../../package-root.ts'
import { readMasterKey } from '../../store/app/key-ring.ts'
import { answer, text, withApp, type Command, type CommandInput } from '../app/command.ts'
import { CommandFailed, exitCodes } from '../app/program.ts'

export const backupCommand: Command = {
  summary: 'writes everything into one sealed file, while the service runs',
  help: [
    'lawbase backup FILE [--json]',
    'lawbase backup FILE --restored',
    '',
    "Writes all tables as of one moment into FILE, which must not exist yet. It holds people's names and addresses: it is encrypted and opens only with the LAWBASE_KEY of this installation, which is never in it. Keep that key elsewhere.",
    'Objections, lifts and removals after it come from the journal (LAWBASE_JOURNAL_DIR).',
    '--restored notes that you restored FILE on another machine to see that it works: nothing else can tell this installation.',
    '',
    'Example: lawbase backup /backups/lawbase-2026-11-25.lbb',
  ].join('\n'),
  words: 1,
  options: { restored: { type: 'boolean', default: false } },
  run: (input) =>
    withApp(input, async ({ app }) => {
      const path = fileOf(input)
      if (input.values['restored'] === true) return noteTest(app, input, path)
      const made = await backUp(
        app,
        path,
        readMasterKey(input.config.masterKey, join(input.config.home, 'key')),
        'command line',
      )
      answer(
        input,
        { ok: true, file: path, ...made, migrations: made.migrations.length },
        `${path}: ${made.tables} tables, ${(made.bytes / 1_048_576).toFixed(1)} MB, sealed under LAWBASE_KEY and fully checked. Without that key no one can open it: keep the key elsewhere.`,
      )
      return exitCodes.done
    }),
}

async function noteTest(app: App, input: CommandInput, path: string): Promise<number> {
  const madeAt = await noteRestoreTested(
    app,
    path,
    readMasterKey(input.config.masterKey, join(input.config.home, 'key')),
    'command line',
  )
  answer(
    input,
    { ok: true, file: path, madeAt },
    `Noted: the backup of ${madeAt.toISOString()} was restored as a test.`,
  )
  return exitCodes.done
}

export const restoreCommand: Command = {
  summary: 'restores a backup, and replays what the journal holds since',
  help: [
    'lawbase restore FILE [--replace] [--without-journal] [--json]',
    'lawbase restore FILE --verify',
    '',
    'Stop the service first. Needs the LAWBASE_KEY of the backup and LAWBASE_JOURNAL_DIR, from which the objections, lifts, removals and activity since the backup come back. At the next start every CRM is read completely before anything is written there; plans, runs and mails of the backup are ended.',
    '--replace replaces an existing installation; --without-journal continues without a journal; --verify only proves that the file is complete. Exit code 1 when the file or the journal was changed.',
    '',
    'Example: lawbase restore /backups/lawbase-2026-11-25.lbb --replace',
  ].join('\n'),
  words: 1,
  options: {
    replace: { type: 'boolean', default: false },
    'without-journal': { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
  },
  run: async (input) => {
    const options: RestoreOptions = {
      path: fileOf(input),
      home: input.config.home,
      masterKey: input.config.masterKey,
      databaseUrl: input.config.databaseUrl,
      migrationsFolder: join(packageRoot, 'migrations'),
      journalFolder: input.config.journalFolder,
      replace: input.values['replace'] === true,
      withoutJournal: input.values['without-journal'] === true,
    }
    const clock = await openClock(input.config)
    try {
      if (input.values['verify'] === true) {
        const { head, tables } = await verifyBackup(options)
        answer(
          input,
          { ok: true, madeAt: head.at, tables, migrations: head.migrations.length },
          `The backup of ${head.at} is complete: ${tables} tables.`,
        )
      } else {
        const restored = await restoreBackup(options, input.program.connectors, clock)
        answer(input, { ok: true, ...restored, replayed: spoken(restored.replayed) }, words(restored))
      }
      return exitCodes.done
    } catch (error) {
      throw changed(error) ? new CommandFailed((error as Error).message, exitCodes.foundWrong) : error
    } finally {
      clock.close()
    }
  },
}

/** As scripts read it: the names of the answer stay what they were. */
function spoken(replayed: Restored['replayed']) {
  if (replayed === null) return null
  const { objections, ...others } = replayed
  return { ...others, noes: objections }
}

function words({ madeAt, tables, settled, replayed }: Restored): string {
  return [
    `The backup of ${madeAt} is restored: ${tables} tables.`,
    replayed === null
      ? 'WITHOUT a journal: objections, lifts and removals since then are not in it.'
      : `From the journal since then: ${replayed.objections} objections, ${replayed.lifts} lifts, ${replayed.removals} removals, ${replayed.kept} entries that protect people${replayed.keys === 0 ? '' : `, ${replayed.keys} changed address keys`}.`,
    `Ended: ${settled.plans} removal plans, ${settled.runs} runs, ${settled.mails} mails, ${settled.creations} contacts to be created, all logins. The hold of ${settled.holdsToLift} people is lifted.`,
    `${settled.unread} systems are read completely at the next start before anything is written there.`,
    ...(replayed === null || replayed.unheld === 0
      ? []
      : [
          `${replayed.unheld} people on legal hold were added after the backup: once the systems were read, place the hold again (the log from before the restore names them).`,
        ]),
    ...(replayed === null || replayed.unsure === 0
      ? []
      : [
          `${replayed.unsure} people of the backup hold an address of someone who was removed since. Nothing of them is erased: say under Removals > One person or two whether it is them.`,
        ]),
    'Not in the journal, so as in the backup: settings, rights of Connections, users and API keys, consents, answers. Check them before you start; legal holds too, if the journal has no files lawbase-kept-*.',
    'Nor is activity imported from other tools: import it again from that day on. Until then no one is planned for removal.',
  ].join('\n')
}

const changed = (error: unknown) =>
  error instanceof Error &&
  ['changed', 'cut', 'not-a-backup', 'wrong-key', 'journal-broken'].includes(String((error as { code?: unknown }).code))

function fileOf(input: CommandInput): string {
  const path = text(input.positionals[0])
  if (path === null) throw new CommandFailed('Name one file.')
  return path
}
