import type { Access, ConnectorDeps, OAuthCredentials } from '../../src/connector/contract.ts'
import type { HubspotContext } from './api.ts'
import { once, readCatalogue } from './catalogue.ts'
import type { Catalogue } from './catalogue.ts'
import { readUnits } from './preferences.ts'
import type { Units } from './preferences.ts'

/** An opened HubSpot account with what is read once per opening: its property catalogue and its business units. */
export interface HubspotSystem extends HubspotContext {
  readonly catalogue: { get(): Promise<Catalogue>; forget(): void }
  readonly units: { get(): Promise<Units>; forget(): void }
}

export function hubspotSystem(access: Access<OAuthCredentials>, deps: ConnectorDeps): HubspotSystem {
  const ctx: HubspotContext = { access, deps }
  return { ...ctx, catalogue: once(() => readCatalogue(ctx)), units: once(() => readUnits(ctx)) }
}
