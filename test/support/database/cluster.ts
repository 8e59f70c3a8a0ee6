import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateQueue, queueSchema } from '../../../src/queue/backend.ts'
import { openPool } from '../../../src/store/app/database.ts'
import { startEmbedded } from '../../../src/store/embedded/postgres.ts'
import { migrate } from '../../../src/store/app/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Socket folder of the test cluster. */
    socketFolder: string
  }
}

/** Projects whose tests open a database. */
const clustered = ['store', 'queue', 'flow', 'models', 'browser']

/**
 * One Postgres for all test files of all projects that need one, with a migrated template that each file copies.
 * Durability is off: it is thrown away.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!project.vitest.projects.some(({ name }) => clustered.includes(name))) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'lawbase-test-'))
  const server = await startEmbedded(folder, [
    '-c fsync=off',
    '-c synchronous_commit=off',
    '-c full_page_writes=off',
    // Statements that tests make are planned once a connection (planned-once.ts).
    '-c plan_cache_mode=force_generic_plan',
  ])
  const admin = openPool(
    { host: server.socketFolder, user: 'lawbase', database: 'postgres' },
    { max: 1, onError: () => undefined },
  )
  await admin.query('create database template_lawbase')
  await admin.end()
  const config = { host: server.socketFolder, user: 'lawbase', database: 'template_lawbase' }
  const pool = openPool(config, { max: 2, onError: () => undefined })
  await migrate(pool, join(import.meta.dirname, '../../../migrations'), new Date())
  await pool.end()
  const queue = openPool(config, { max: 2, searchPath: queueSchema, onError: () => undefined })
  await migrateQueue(queue)
  await queue.end()
  project.provide('socketFolder', server.socketFolder)
  return async () => {
    await server.stop('immediate')
    rmSync(folder, { recursive: true, force: true })
  }
}
