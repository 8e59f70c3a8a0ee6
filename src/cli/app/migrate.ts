import { answer, withApp, type Command } from './command.ts'
import { exitCodes } from './program.ts'

export const migrateCommand: Command = {
  summary: 'updates the database schema',
  help: "lawbase migrate [--json]\n\nApplies the migrations this database has not seen, and the queue's own. Harmless when repeated.\n\nExample: DATABASE_URL=postgres://... lawbase migrate",
  words: 0,
  options: {},
  run: (input) =>
    withApp(
      input,
      async ({ app }) => {
        const { rows } = await app.pool.query<{ name: string }>('select name from migrations order by name')
        answer(
          input,
          { ok: true, migrations: rows.map((row) => row.name) },
          `The database is up to date: ${rows.length} migrations.`,
        )
        return exitCodes.done
      },
      true,
    ),
}
