import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ourDetail } from './our-details.ts'

/** Connectors tell why a block was not taken off, or a record not deleted: every sentence of ours has its French. */
const files = ['hubspot/write/release', 'hubspot/write/remove', 'salesforce/write/release', 'salesforce/write/erase', 'salesforce/records/anonymise']
it.each(files.map((file) => `connectors/${file}.ts`))(
  'knows each sentence of %s in French',
  (path) => {
    const source = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
    const sentences = [...source.matchAll(/(?<=detail: |refused\(\s*orderId,\s*'[a-z-]+',\s*|onlyThePerson = )(["'`])(.+?)\1/gu)].map(
      ([, , text]) => (text ?? '').replaceAll(/\$\{[^}]+\}/gu, 'X'),
    )
    expect(sentences.length).toBeGreaterThan(0)
    expect(sentences.filter((text) => ourDetail(text, 'fr') === null)).toEqual([])
  },
)

it('says them with the names in them, and leaves a vendor’s own words to be quoted', () => {
  expect([
    ourDetail('merged into record 4711', 'fr'),
    ourDetail('merged into record 4711', 'en'),
    ourDetail('Contact.HasOptedOutOfEmail is hidden from our user; open its field-level security', 'fr'),
    ourDetail('FIELD_CUSTOM_VALIDATION_EXCEPTION Email', 'fr'),
  ]).toEqual([
    'fusionnée dans la fiche 4711',
    'merged into record 4711',
    'Contact.HasOptedOutOfEmail est caché à notre utilisateur ; ouvrez sa sécurité au niveau du champ',
    null,
  ])
})
