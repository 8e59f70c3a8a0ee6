import type { Access, ConnectorDeps, OAuthCredentials } from '../../src/connector/contract.ts'
import type { SalesforceContext } from './api.ts'
import { describe } from './describe.ts'
import type { ObjectFields } from './describe.ts'

/** An opened org, with the descriptions of its objects read once per opening. */
export interface SalesforceSystem extends SalesforceContext {
  fieldsOf(object: string): Promise<ObjectFields | null>
  forgetFields(): void
  /** Queries this org refused in a way that will not change while it is open, by name. */
  readonly refusedQueries: Set<string>
}

export function salesforceSystem(access: Access<OAuthCredentials>, deps: ConnectorDeps): SalesforceSystem {
  const ctx: SalesforceContext = { access, deps }
  const kept = new Map<string, Promise<ObjectFields | null>>()
  return {
    ...ctx,
    refusedQueries: new Set(),
    fieldsOf(object) {
      const known = kept.get(object)
      if (known !== undefined) return known
      const loading = describe(ctx, object).catch((error: unknown) => {
        kept.delete(object)
        throw error
      })
      kept.set(object, loading)
      return loading
    },
    forgetFields() {
      kept.clear()
    },
  }
}
