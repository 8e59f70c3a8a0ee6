import type { BinFacts } from '../../../domain/removals/way-back.ts'
import type { App } from '../../app/app.ts'
import { openConnection } from '../../connections/open-connection.ts'

/** What each of these systems can do with its bin; one that does not open is left out: nobody can say. */
export async function binFacts(app: App, connectionIds: readonly string[]): Promise<Map<string, BinFacts>> {
  const facts = await Promise.all(
    connectionIds.map((id) =>
      openConnection(app, id, 'read').then(
        ({ system }): [string, BinFacts][] => [
          [id, { days: system.can.bin?.days ?? null, byUs: system.restore !== undefined }],
        ],
        () => [],
      ),
    ),
  )
  return new Map(facts.flat())
}
