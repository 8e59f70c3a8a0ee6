import type { FieldDef, ObjectDef } from '../account/schema.ts'
import type { SalesforceStore } from '../account/store.ts'
import { accessTo, allFields } from '../account/store.ts'

export function objectSummary(object: ObjectDef, version: string): Record<string, unknown> {
  const root = `/services/data/${version}/sobjects/${object.name}`
  return {
    name: object.name,
    label: object.label,
    labelPlural: `${object.label}s`,
    keyPrefix: object.prefix,
    custom: false,
    createable: object.createable,
    updateable: object.createable,
    deletable: object.createable,
    undeletable: object.softDelete,
    queryable: true,
    retrieveable: true,
    searchable: object.softDelete,
    mergeable: object.name === 'Contact' || object.name === 'Lead' || object.name === 'Account',
    replicateable: true,
    triggerable: object.softDelete,
    deprecatedAndHidden: false,
    layoutable: true,
    feedEnabled: false,
    hasSubtypes: false,
    isSubtype: false,
    urls: { sobject: root, describe: `${root}/describe`, rowTemplate: `${root}/{ID}` },
  }
}

/** A field hidden from the user is absent (docs/reference/salesforce.md#hidden-fields). */
export function describeObject(store: SalesforceStore, object: ObjectDef, version: string): Record<string, unknown> {
  const fields = allFields(store, object).flatMap((def) => {
    const access = accessTo(store, object, def)
    const labels = Object.fromEntries(
      store.switches.picklistLabels
        .map((line) => line.split('/'))
        .filter(([name]) => name === `${object.name}.${def.name}`)
        .map(([, value = '', label = '']) => [value, label]),
    )
    return access.read ? [describeField(def, access.edit, labels)] : []
  })
  return {
    ...objectSummary(object, version),
    fields,
    childRelationships: object.children.map((child) => ({
      childSObject: child.object,
      field: child.field,
      relationshipName: child.name,
      cascadeDelete: false,
      deprecatedAndHidden: false,
      restrictedDelete: false,
    })),
    recordTypeInfos: [],
    supportedScopes: [{ label: 'All', name: 'everything' }],
  }
}

function describeField(
  def: FieldDef,
  editable: boolean,
  labels: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const writeable = editable && !def.readOnly
  return {
    name: def.name,
    label: def.label,
    type: def.type,
    length: def.length,
    byteLength: def.length * 3,
    soapType: soapTypes[def.type] ?? 'xsd:string',
    custom: def.custom,
    calculated: false,
    createable: writeable,
    updateable: writeable && !def.createOnly,
    nillable: !def.required && def.type !== 'boolean',
    defaultedOnCreate: def.type === 'boolean' || def.name === 'OwnerId',
    defaultValue: def.defaultValue,
    externalId: def.externalId,
    unique: false,
    idLookup: def.type === 'id' || def.type === 'email',
    filterable: def.type !== 'textarea' || def.length <= 255,
    sortable: def.type !== 'textarea',
    groupable: def.type !== 'textarea' && def.type !== 'datetime',
    nameField: def.name === 'Name',
    inlineHelpText: null,
    restrictedPicklist: false,
    dependentPicklist: false,
    picklistValues: [...new Set([...def.picklist, ...Object.keys(labels)])].map((value, index) => ({
      value,
      label: labels[value] ?? value,
      active: true,
      defaultValue: index === 0 && def.defaultValue === value,
      validFor: null,
    })),
    referenceTo: def.referenceTo,
    relationshipName: def.relationshipName,
    polymorphicForeignKey: def.referenceTo.length > 1,
    encrypted: false,
    permissionable: !def.required && !def.readOnly,
    scale: 0,
    precision: 0,
    digits: 0,
  }
}

const soapTypes: Readonly<Record<string, string>> = {
  boolean: 'xsd:boolean',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  id: 'tns:ID',
  reference: 'tns:ID',
}
