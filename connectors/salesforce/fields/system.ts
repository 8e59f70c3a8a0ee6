import type { Access, ConnectorDeps } from '../../../src/connector/access.ts'
import type { OAuthCredentials } from '../../../src/connector/oauth-spec.ts'
import { openMemory } from '../../../src/connector/deps/memory.ts'
import type { SalesforceContext } from '../transport/api.ts'
import { besideEachOther } from '../transport/composite.ts'
import { describe } from './describe.ts'
import type { ObjectFields } from './describe.ts'
import { isPersonObject } from './fields.ts'
import { showsAll } from './hidden.ts'

/** An opened org, with the descriptions of its objects remembered. */
export interface SalesforceSystem extends SalesforceContext {
  fieldsOf(object: string): Promise<ObjectFields | null>
  /** What `load` gives, remembered as long as descriptions are. */
  remember<T>(key: string, load: () => Promise<T>): Promise<T>
  /** Forgets descriptions, and all else that is remembered. */
  forgetFields(): void
  /** Queries this org refused in a way that will not change while it is open, by name. */
  readonly refusedQueries: Set<string>
}

/** A description in which something is hidden is soon read again: the admin may have opened it. */
const hiddenKeepMs = 5_000

export function salesforceSystem(access: Access<OAuthCredentials>, deps: ConnectorDeps): SalesforceSystem {
  const memory = deps.memory ?? openMemory(Number.POSITIVE_INFINITY)
  const ctx: SalesforceContext = { access, deps, askBeside: besideEachOther(memory) }
  return {
    ...ctx,
    refusedQueries: new Set(),
    fieldsOf: async (object) => {
      const load = async () => ({ fields: await describe(ctx, object), at: Date.now() })
      const known = await memory.get(object, load)
      const whole = known.fields !== null && (!isPersonObject(object) || showsAll(known.fields, access))
      if (whole || Date.now() - known.at < hiddenKeepMs) return known.fields
      memory.forget()
      return (await memory.get(object, load)).fields
    },
    remember: (key, load) => memory.get(key, load),
    forgetFields: () => memory.forget(),
  }
}
