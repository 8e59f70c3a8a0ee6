import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ourDetail } from './our-details.ts'

const root = join(import.meta.dirname, '../../..')

/** Where Lawbase says why an opt-out was not carried, a block not taken off, a record not deleted or a call failed. */
const places = [
  'connectors/{hubspot,salesforce}/{write,records,transport}/*.ts',
  'connectors/{broker-email,broker-file,broker-task,broker-webhook,data-vendors,http-template}/*.ts',
  'src/operations/{propagation,brokers,brokers/feeds}/*.ts',
  'src/operations/{connections/open-connection,intake/pull-connection,objections/carry-lifts}.ts',
  'src/{outbound,connector/calls}/*.ts',
  'src/store/connections/budget.ts',
  'src/operations/links/probe-links.ts',
]
/** Said while connecting, or of a connector that is wrong: on no page that this is about. */
const elsewhere = /^(?:The address answered|The others were taken|This system needs the book|HubSpot gives this app no token|X: X$|Salesforce (?:answered the streaming|did not answer X\.|ended the streaming|refuses change events|created a contact|does not show the permission|does not let our user|could not X right now|did not confirm)|The Salesforce org has delivered)/u
const start = /(?:\bdetail: |\bdetail = |refused\(\s*orderId,\s*'[a-z-]+',\s*|onlyThePerson = |return (?=['`][A-Z][\w-]* )|new ConnectorError\(\s*'[a-z-]+',\s*)(?=["'`])/gu

/** The text of the literal that begins at `at`; what is put into it is X, or nothing where it may be nothing. */
function literalAt(source: string, at: number): string {
  const quote = source[at]
  let text = ''
  let depth = 0
  for (let place = at + 1; place < source.length; place += 1) {
    const sign = source[place] ?? ''
    if (depth === 0 && sign === quote) return text
    if (depth === 0 && quote === '`' && source.startsWith('${', place)) {
      text += source.slice(place, source.indexOf('}', place)).includes("? ''") ? '' : 'X'
      depth = 1
      place += 1
    } else if (depth > 0) depth += sign === '{' ? 1 : sign === '}' ? -1 : 0
    else text += sign
  }
  return text
}

const sentences = globSync(places, { cwd: root })
  .filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8')
    return [...source.matchAll(start)].map(({ index, 0: before }) => ({
      file,
      text: literalAt(source, index + before.length),
    }))
  })

it('knows each sentence of ours in French', () => {
  expect(sentences.length).toBeGreaterThan(120)
  expect(sentences.filter(({ text }) => text !== '' && !elsewhere.test(text) && ourDetail(text, 'fr') === null)).toEqual([])
})

it('says them with the names in them, and leaves a vendor’s own words to be quoted', () => {
  expect([
    ourDetail('merged into record 4711', 'fr'),
    ourDetail('merged into record 4711', 'en'),
    ourDetail('Contact.HasOptedOutOfEmail is hidden from our user; open its field-level security', 'fr'),
    ourDetail('HubSpot answered 502; the call is made again later.', 'fr'),
    ourDetail('Salesforce does not allow this for our user (INSUFFICIENT_ACCESS); check the permissions of the user that connected.', 'fr'),
    ourDetail('FIELD_CUSTOM_VALIDATION_EXCEPTION Email', 'fr'),
  ]).toEqual([
    'fusionnée dans la fiche 4711',
    'merged into record 4711',
    'Contact.HasOptedOutOfEmail est caché à notre utilisateur ; ouvrez sa sécurité au niveau du champ',
    'HubSpot a répondu 502 ; l’appel est refait plus tard.',
    'Salesforce ne permet pas cela à notre utilisateur (INSUFFICIENT_ACCESS) ; vérifiez les autorisations de l’utilisateur qui a connecté.',
    null,
  ])
})
