import { XMLBuilder } from 'fast-xml-parser'
import type { AppFile } from '../../../src/connector/oauth-spec.ts'
import { version } from '../transport/endpoints.ts'
import { ownFields, permissionSetName, personObjects, textLength } from './fields.ts'

const namespace = 'http://soap.sforce.com/2006/04/metadata'
const builder = new XMLBuilder({ format: true, indentBy: '    ', ignoreAttributes: false, attributeNamePrefix: '@' })

/**
 * Our fields on Contact and Lead and the permission set that opens them, in the Metadata API's package layout, for an
 * admin who deploys them instead of letting our user create them (docs/reference/salesforce.md#package): a field nobody
 * was given is seen by nobody.
 */
export function packageFiles(): readonly AppFile[] {
  const fields = personObjects.flatMap((object) => ownFields.map(({ name }) => `${object}.${name}`))
  return [
    file('package.xml', 'Package', {
      types: [
        { members: fields, name: 'CustomField' },
        { members: [permissionSetName], name: 'PermissionSet' },
      ],
      version,
    }),
    ...personObjects.map((object) =>
      file(`objects/${object}.object`, 'CustomObject', {
        fields: ownFields.map(({ name, label, type }) => ({
          fullName: name,
          label,
          ...(type === 'Text' ? { length: textLength } : {}),
          required: false,
          type,
        })),
      }),
    ),
    file(`permissionsets/${permissionSetName}.permissionset`, 'PermissionSet', {
      fieldPermissions: fields.map((field) => ({ editable: true, field, readable: true })),
      hasActivationRequired: false,
      label: permissionSetName,
    }),
  ]
}

function file(path: string, root: string, content: Record<string, unknown>): AppFile {
  return {
    path,
    content: `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: { '@xmlns': namespace, ...content } })}`,
  }
}
