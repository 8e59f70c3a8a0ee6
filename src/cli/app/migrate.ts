import { appliedMigrations, isLater, type MigrationReport } from '../../store/app/migrate.ts'
import { answer, withApp, type Command } from './command.ts'
import { exitCodes } from './program.ts'

export const migrateCommand: Command = {
  summary: 'updates the database schema',
  help: "lawbase migrate [--json]\n\nApplies the migrations this database has not seen, and the queue's own, and says which. Harmless when repeated, and while programs of the release before run.\n\nExample: DATABASE_URL=postgres://... lawbase migrate",
  words: 0,
  options: {},
  run: (input) =>
    withApp(
      input,
      async ({ app, migrated }) => {
        const migrations = await appliedMigrations(app.pool)
        const { applied, release, worksWith } = migrated
        answer(input, { ok: true, migrations, applied, release, worksWith }, sentenceOf(migrated, migrations.length))
        return exitCodes.done
      },
      true,
    ),
}

function sentenceOf({ applied, release, madeBy, worksWith }: MigrationReport, count: number): string {
  const done =
    applied.length === 0
      ? 'Nothing was left to apply.'
      : `Applied ${applied.length}, from ${applied[0]} to ${applied.at(-1)}.`
  const newer =
    madeBy !== null && isLater(madeBy, release) ? ` Release ${madeBy} changed it already; this is ${release}.` : ''
  return `${done} The database is up to date: ${count} migrations. It works with release ${worksWith} and later.${newer}`
}
