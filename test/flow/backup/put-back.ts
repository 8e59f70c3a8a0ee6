import { restoreBackup } from '../../../src/operations/backup/back-up.ts'
import { allConnectors } from '../../support/lawbase.ts'
import type { Scene } from '../../support/scene.ts'
import { until } from '../../support/until.ts'

/** Waits until the journal holds everything that happened so far. */
export async function untilJournaled({ app }: Scene): Promise<void> {
  await until(
    'the journal holds all of it',
    async () =>
      (await app.pool.query('select 1 from audit_events where seq is null or seq > (select seq from journal_follower)'))
        .rowCount === 0,
  )
}

/** Stops the workers and puts a backup in the place of the database, with what the journal holds since. */
export async function putBack(
  scene: Scene,
  { file, folder, journalFolder }: { file: string; folder: string; journalFolder: string },
): ReturnType<typeof restoreBackup> {
  const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof restoreBackup>>>()
  await scene.stopWorking()
  await scene.reopen(async () => {
    resolve(
      await restoreBackup(
        { path: file, home: folder, ...scene.place, journalFolder, replace: true, withoutJournal: false },
        allConnectors,
        scene.app.clock,
      ),
    )
  })
  return promise
}
