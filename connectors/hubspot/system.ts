import type { Access, ConnectorDeps } from '../../src/connector/contract.ts'
import type { OAuthCredentials } from '../../src/connector/oauth-spec.ts'
import type { HubspotContext } from './api.ts'
import { openMemory } from '../../src/connector/memory.ts'
import { readCatalogue } from './catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import { readUnits } from './preferences.ts'
import type { Units } from './preferences.ts'

/** An opened HubSpot account with what is remembered of it: its property catalogue and its business units. */
export interface HubspotSystem extends HubspotContext {
  readonly catalogue: { get(): Promise<Catalogue>; forget(): void }
  readonly units: { get(): Promise<Units>; forget(): void }
}

export function hubspotSystem(access: Access<OAuthCredentials>, deps: ConnectorDeps): HubspotSystem {
  const ctx: HubspotContext = { access, deps }
  const memory = deps.memory ?? openMemory(Number.POSITIVE_INFINITY)
  const forget = () => memory.forget()
  return {
    ...ctx,
    catalogue: { get: () => memory.get('catalogue', () => readCatalogue(ctx)), forget },
    units: { get: () => memory.get('units', () => readUnits(ctx)), forget },
  }
}
