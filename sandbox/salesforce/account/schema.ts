import { audit, definitions, objectsWithoutBin, objectsNobodyCreates, picklists } from './objects.ts'
/**
 * docs/reference/salesforce.md#records, #individual, #create-field, #deleting: the objects and fields of the stand-in.
 */
export type FieldType =
  | 'id'
  | 'string'
  | 'email'
  | 'phone'
  | 'url'
  | 'textarea'
  | 'boolean'
  | 'picklist'
  | 'date'
  | 'datetime'
  | 'reference'
  | 'int'
  | 'double'
  | 'currency'

export interface FieldDef {
  readonly name: string
  readonly type: FieldType
  readonly label: string
  readonly length: number
  readonly readOnly: boolean
  readonly createOnly: boolean
  readonly required: boolean
  readonly custom: boolean
  readonly externalId: boolean
  readonly referenceTo: readonly string[]
  readonly relationshipName: string | null
  readonly picklist: readonly string[]
  readonly defaultValue: boolean | string | number | null
}
interface ChildRelationship {
  readonly name: string
  readonly object: string
  readonly field: string
}
export interface ObjectDef {
  readonly name: string
  readonly label: string
  readonly prefix: string
  readonly tooling: boolean
  readonly softDelete: boolean
  readonly createable: boolean
  readonly fields: ReadonlyMap<string, FieldDef>
  readonly children: readonly ChildRelationship[]
}

export function field(name: string, type: FieldType, more: Partial<FieldDef> = {}): FieldDef {
  return {
    name,
    type,
    label: name,
    length: type === 'id' || type === 'reference' ? 18 : type === 'picklist' ? 255 : 0,
    readOnly: false,
    createOnly: false,
    required: false,
    custom: false,
    externalId: false,
    referenceTo: [],
    relationshipName: null,
    picklist: picklists[name] ?? [],
    defaultValue: null,
    ...more,
  }
}

function parseField(text: string): FieldDef {
  const [head = '', kind = 'string', ...rest] = text.trim().split(/\s+/)
  const name = head.replace(/^[*!+]+/, '')
  const marks = head.slice(0, head.length - name.length)
  const [type = 'string', length] = kind.split(':')
  const referenceTo =
    rest
      .find((part) => part.startsWith('>'))
      ?.slice(1)
      .split(',') ?? []
  const fallback = rest.find((part) => part.startsWith('='))?.slice(1)
  return field(name, type as FieldType, {
    ...(length === undefined ? {} : { length: Number(length) }),
    required: marks.includes('*'),
    readOnly: marks.includes('!'),
    createOnly: marks.includes('+'),
    referenceTo,
    relationshipName: referenceTo.length > 0 && name.endsWith('Id') ? name.slice(0, -2) : null,
    defaultValue: fallback === undefined ? null : fallback === 'true' ? true : fallback === 'false' ? false : fallback,
  })
}

export function buildSchema(): Map<string, ObjectDef> {
  return new Map(
    definitions.map(([name, label, prefix, fields, children]) => {
      const list = [field('Id', 'id', { readOnly: true }), ...`${fields} | ${audit}`.split('|').map(parseField)]
      return [
        name.toLowerCase(),
        {
          name,
          label,
          prefix,
          tooling: name === 'CustomField',
          softDelete: !objectsWithoutBin.has(name),
          createable: !objectsNobodyCreates.has(name),
          fields: new Map(list.map((def) => [def.name.toLowerCase(), def])),
          children: (children ?? '')
            .split(',')
            .filter((part) => part.trim() !== '')
            .map((part) => {
              const [relationship = '', target = ''] = part.trim().split(' ')
              const [object = '', key = ''] = target.split('.')
              return { name: relationship, object, field: key }
            }),
        } satisfies ObjectDef,
      ]
    }),
  )
}
