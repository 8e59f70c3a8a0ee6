import type { Access, ConnectorDeps } from '../../src/connector/contract.ts'
import type { OAuthCredentials } from '../../src/connector/oauth-spec.ts'
import { openMemory } from '../../src/connector/memory.ts'
import type { SalesforceContext } from './api.ts'
import { describe } from './describe.ts'
import type { ObjectFields } from './describe.ts'

/** An opened org, with the descriptions of its objects remembered. */
export interface SalesforceSystem extends SalesforceContext {
  fieldsOf(object: string): Promise<ObjectFields | null>
  forgetFields(): void
  /** Queries this org refused in a way that will not change while it is open, by name. */
  readonly refusedQueries: Set<string>
}

export function salesforceSystem(access: Access<OAuthCredentials>, deps: ConnectorDeps): SalesforceSystem {
  const ctx: SalesforceContext = { access, deps }
  const memory = deps.memory ?? openMemory(Number.POSITIVE_INFINITY)
  return {
    ...ctx,
    refusedQueries: new Set(),
    fieldsOf: (object) => memory.get(object, () => describe(ctx, object)),
    forgetFields: () => memory.forget(),
  }
}
