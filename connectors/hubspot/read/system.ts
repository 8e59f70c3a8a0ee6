import type { Access, ConnectorDeps } from '../../../src/connector/access.ts'
import type { OAuthCredentials } from '../../../src/connector/oauth-spec.ts'
import type { HubspotContext } from '../transport/api.ts'
import { openMemory, type Memory } from '../../../src/connector/deps/memory.ts'
import { namedFields, readCatalogue } from '../fields/catalogue.ts'
import type { Catalogue } from '../fields/catalogue.ts'
import { showsAll } from '../fields/hidden.ts'
import { readUnits } from './preferences.ts'
import type { Units } from './preferences.ts'
import { readStages, type Stages } from './stages.ts'

/** An opened HubSpot account with what is remembered of it: its property catalogue and its business units. */
export interface HubspotSystem extends HubspotContext {
  readonly catalogue: { get(): Promise<Catalogue>; forget(): void }
  /** Values of stages that were looked for in a new catalogue already. */
  readonly lookedFor: Set<string>
  /** Whether the account was seen without "unsubscribe from all": each person then takes a call per type. */
  typeByType(): Promise<{ needed: boolean }>
  readonly units: { get(): Promise<Units>; forget(): void }
  /** Stages by id, of the pipelines of deals or tickets. */
  stagesOf(type: 'deals' | 'tickets'): Promise<Stages>
}

export function hubspotSystem(access: Access<OAuthCredentials>, deps: ConnectorDeps): HubspotSystem {
  const ctx: HubspotContext = { access, deps }
  const memory = deps.memory ?? openMemory(Number.POSITIVE_INFINITY)
  const forget = () => memory.forget()
  return {
    ...ctx,
    catalogue: { get: () => catalogueOf(ctx, memory), forget },
    lookedFor: new Set(),
    typeByType: () => memory.get('type by type', () => Promise.resolve({ needed: false })),
    units: { get: () => memory.get('units', () => readUnits(ctx)), forget },
    stagesOf: (type) => memory.get(`stages of ${type}`, () => readStages(ctx, type)),
  }
}

/** A catalogue in which something is hidden is soon read again: the admin may have shown it. */
const hiddenKeepMs = 5_000

/** Whoever names another field in the settings may have made it just before: the catalogue is read anew. */
async function catalogueOf(ctx: HubspotContext, memory: Memory): Promise<Catalogue> {
  const load = async () => ({ catalogue: await readCatalogue(ctx), at: Date.now() })
  const key = `catalogue for ${namedFields(ctx.access).join(' ')}`
  const known = await memory.get(key, load)
  if (showsAll(known.catalogue, ctx.access) || Date.now() - known.at < hiddenKeepMs) return known.catalogue
  memory.forget()
  return (await memory.get(key, load)).catalogue
}
