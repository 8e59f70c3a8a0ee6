import { refuse, texts } from '../account/errors.ts'
import type { ObjectDef } from '../account/schema.ts'
import { presentField } from '../soql/soql-run.ts'
import type { SalesforceStore, SfRow } from '../account/store.ts'
import { accessTo, allFields, findField } from '../account/store.ts'

export function presentRecord(
  store: SalesforceStore,
  object: ObjectDef,
  row: SfRow,
  names: readonly string[],
  version: string,
): Record<string, unknown> {
  const out: Record<string, unknown> = {
    attributes: { type: object.name, url: `/services/data/${version}/sobjects/${object.name}/${String(row['Id'])}` },
  }
  const defs =
    names.length === 0
      ? allFields(store, object).filter((def) => accessTo(store, object, def).read)
      : names.flatMap((name) => {
          const def = findField(store, object, name)
          if (def !== undefined && accessTo(store, object, def).read) return def
          return def !== undefined && store.switches.hiddenFieldsSilent
            ? []
            : refuse(400, 'INVALID_FIELD', texts.noColumnQuery(name, object.name))
        })
  for (const def of defs) out[def.name] = presentField(def, row)
  return out
}
