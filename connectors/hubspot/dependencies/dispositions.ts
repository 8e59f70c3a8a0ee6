import { z } from 'zod'
import { ConnectorError } from '../../../src/connector/errors.ts'
import type { EncounterMeaning } from '../../../src/domain/inactivity/encounters.ts'
import type { HubspotContext } from '../transport/api.ts'
import { ask } from '../transport/api.ts'
import { paths } from '../transport/endpoints.ts'

/** HubSpot's own outcomes of calls (docs/reference/hubspot.md#dispositions): they bear the same id in every portal. */
export const ownDispositions: ReadonlyMap<string, readonly [label: string, means: EncounterMeaning]> = new Map([
  ['f240bbac-87c9-4f6e-bf70-924b57d47db7', ['Connected', 'took-part']],
  ['9d9162e7-6cf3-4944-bf63-4dff82258764', ['Busy', 'not']],
  ['a4c4c377-d246-4b32-a13b-75a56a4cd0ff', ['Left live message', 'not']],
  ['b2cf5968-551e-4856-9783-52b3da59a7d0', ['Left voicemail', 'not']],
  ['73a0d17f-1163-4015-bdd5-ec830791da20', ['No answer', 'not']],
  ['17b47fee-58de-441e-a44c-c6300d46f273', ['Wrong number', 'not']],
])

const List = z.array(z.object({ id: z.string(), label: z.string() }))

/** What the portal calls its outcomes, by id; one that it does not tell keeps its id for a name. */
export async function dispositionLabels(ctx: HubspotContext): Promise<ReadonlyMap<string, string>> {
  try {
    const list = await ask(ctx, { method: 'GET', path: paths.dispositions }, List)
    return new Map(list.map(({ id, label }) => [id.toLowerCase(), label]))
  } catch (error) {
    if (error instanceof ConnectorError && (error.kind === 'forbidden' || error.kind === 'bad-request'))
      return new Map()
    throw error
  }
}
