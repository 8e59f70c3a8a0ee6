import { texts } from '../account/errors.ts'
import { isId, to18 } from '../account/ids.ts'
import type { FieldDef, ObjectDef } from '../account/schema.ts'
import type { SalesforceStore, SfValue } from '../account/store.ts'
import { accessTo, findAny, findField } from '../account/store.ts'
import type { SfWritten } from './written.ts'
import { no } from './written.ts'

const alwaysIgnored = new Set(['attributes', 'id'])

/** docs/reference/salesforce.md#hidden-fields: hidden is unknown, visible but closed is refused, `null` clears. */
export function checkValues(
  store: SalesforceStore,
  object: ObjectDef,
  values: Readonly<Record<string, unknown>>,
  creating: boolean,
  asUser: boolean,
): { fields: Record<string, SfValue> } | (SfWritten & { ok: false }) {
  const fields: Record<string, SfValue> = {}
  const closed: string[] = []
  for (const [name, raw] of Object.entries(values)) {
    const def = findField(store, object, name)
    if (isIgnored(name, def)) continue
    if (def === undefined) return no('INVALID_FIELD', texts.noColumn(name, object.name), [name])
    const access = asUser ? accessTo(store, object, def) : { read: true, edit: true }
    if (!access.read) return no('INVALID_FIELD', texts.noColumn(name, object.name), [name])
    if (def.readOnly || !access.edit || (def.createOnly && !creating)) {
      closed.push(def.name)
      continue
    }
    const checked = checkValue(store, def, raw)
    if ('fault' in checked) return no(checked.fault, checked.message, [def.name])
    fields[def.name] = checked.value
  }
  return closed.length > 0 ? no('INVALID_FIELD_FOR_INSERT_UPDATE', texts.readOnlyField(closed), closed) : { fields }
}

/** `type` is a client's own mark of the object, unless the object has such a field (Account). */
function isIgnored(name: string, def: FieldDef | undefined): boolean {
  const key = name.toLowerCase()
  return alwaysIgnored.has(key) || (def === undefined && key === 'type')
}

type Checked = { value: SfValue } | { fault: string; message: string }

function checkValue(store: SalesforceStore, def: FieldDef, raw: unknown): Checked {
  if (raw === null || raw === undefined) return { value: def.type === 'boolean' ? false : null }
  const written = typeof raw === 'object' ? JSON.stringify(raw) : String(raw as string | number | boolean)
  switch (def.type) {
    case 'boolean':
      return checkBoolean(raw, written)
    case 'int':
    case 'double':
    case 'currency':
      return Number.isFinite(Number(raw))
        ? { value: Number(raw) }
        : bad(`Cannot deserialize instance of ${def.type} from value ${written}`)
    case 'date':
      return checkDate(written)
    case 'datetime':
      return checkDateTime(written)
    case 'reference':
      return checkReference(store, def, written)
    default:
      return checkText(def, written)
  }
}

function bad(message: string, fault = 'JSON_PARSER_ERROR'): Checked {
  return { fault, message }
}

function checkBoolean(raw: unknown, written: string): Checked {
  if (typeof raw === 'boolean') return { value: raw }
  return raw === 'true' || raw === 'false'
    ? { value: raw === 'true' }
    : bad(`Cannot deserialize instance of boolean from value ${written}`)
}

function checkDate(written: string): Checked {
  const text = written.slice(0, 10)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
    ? { value: text }
    : bad(`Cannot deserialize instance of date from VALUE_STRING value ${written}`)
}

function checkDateTime(written: string): Checked {
  const at = Date.parse(written.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return Number.isNaN(at)
    ? bad(`Cannot deserialize instance of datetime from VALUE_STRING value ${written}`)
    : { value: new Date(at).toISOString() }
}

function checkReference(store: SalesforceStore, def: FieldDef, id: string): Checked {
  if (!isId(id)) return bad(`${def.label}: id value of incorrect type: ${id}`, 'MALFORMED_ID')
  return def.referenceTo.length > 0 && findAny(store, to18(id)) === undefined
    ? bad(`insufficient access rights on cross-reference id: ${id}`, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY')
    : { value: to18(id) }
}

function checkText(def: FieldDef, written: string): Checked {
  if (written === '') return { value: null }
  if (def.length > 0 && written.length > def.length)
    return bad(
      `${def.label}: data value too large: ${written.slice(0, 60)} (max length=${def.length})`,
      'STRING_TOO_LONG',
    )
  if (def.type === 'email' && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/u.test(written))
    return bad(`${def.label}: invalid email address: ${written}`, 'INVALID_EMAIL_ADDRESS')
  return { value: written }
}
