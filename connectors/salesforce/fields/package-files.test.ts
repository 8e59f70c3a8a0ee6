import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, it } from 'vitest'
import { ownFields } from './fields.ts'
import { packageFiles } from './package-files.ts'

it('holds every field of ours on both objects, and one permission set that opens exactly these', () => {
  const files = packageFiles()
  expect(files.map(({ content }) => XMLValidator.validate(content))).toEqual(files.map(() => true))
  const parser = new XMLParser({
    ignoreAttributes: false,
    isArray: (name) => ['types', 'members', 'fields', 'fieldPermissions'].includes(name),
    parseTagValue: false,
  })
  const read = Object.fromEntries(
    files.map(({ path, content }) => [path, parser.parse(content) as Record<string, never>]),
  )
  expect(Object.keys(read)).toEqual([
    'package.xml',
    'objects/Contact.object',
    'objects/Lead.object',
    'permissionsets/Lawbase.permissionset',
  ])
  const names = ['Contact', 'Lead'].flatMap((object) => ownFields.map(({ name }) => `${object}.${name}`))
  expect(read['package.xml']).toMatchObject({
    Package: {
      '@_xmlns': 'http://soap.sforce.com/2006/04/metadata',
      types: [
        { members: names, name: 'CustomField' },
        { members: ['Lawbase'], name: 'PermissionSet' },
      ],
      version: '66.0',
    },
  })
  expect(read['permissionsets/Lawbase.permissionset']).toMatchObject({
    PermissionSet: {
      label: 'Lawbase',
      fieldPermissions: names.map((field) => ({ editable: 'true', field, readable: 'true' })),
    },
  })
  for (const object of ['Contact', 'Lead']) {
    expect(read[`objects/${object}.object`]).toMatchObject({
      CustomObject: {
        fields: ownFields.map(({ name, label, type }) => ({
          fullName: name,
          label,
          required: 'false',
          type,
          ...(type === 'Text' ? { length: '255' } : {}),
        })),
      },
    })
  }
})
