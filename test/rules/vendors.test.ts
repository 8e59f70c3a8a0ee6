import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { allConnectors } from '../support/lawbase.ts'

// What differs from vendor to vendor is declared by its connector: one that src knows by name would be served better
// than the next one. Vocabulary tables hold the words that people and files use, vendors' names among them; citations
// name the page of a vendor.

const root = join(import.meta.dirname, '../..')

/** Names of vendors that somebody may connect one day, and words that only one vendor has. */
const known =
  'leadiq|pdl_id|dropcontact|freshsales|attio|odoo|salesloft|mx\\.google|microsoft 365|office 365|hub-?spot|sales-?force|sfdc|\\bhs_|pipedrive|zoho|dynamics ?365|brevo|sendinblue|lemlist|mailchimp|pardot|account engagement|marketo|eloqua|dataflow|typeform|lusha|people data labs|cognism|apollo\\.io|zoominfo'

/** Ids and labels of the vendors that are connected: a label with brackets says a kind of system, not a vendor. */
const connected = allConnectors
  .filter(({ label }) => !label.includes('('))
  .flatMap(({ id, label }) => [id, label].map((name) => name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')))

const vendors = new RegExp([known, ...connected].join('|'), 'giu')

/** The composition root names the connectors; what was learned from messages holds their words. Nothing else may. */
const exempt = (file: string) =>
  file === 'src/main.ts' ||
  /\.test\.tsx?$/u.test(file) ||
  file.includes('/tables/') ||
  file.endsWith('/message-model.json')

const withoutCitations = (line: string) =>
  line.replace(
    /docs\/reference\/[\w-]+\.md(?:#[\w.-]+)?|\b(?:hubspot|salesforce)\.md|facts\/(?:hubspot|salesforce)/gu,
    '',
  )

it('knows the vendors that are connected, also a new one', () => {
  expect(connected).toEqual(expect.arrayContaining(['HubSpot', 'Salesforce', 'Carnet CRM', 'Lusha', 'ZoomInfo']))
})

it('no vendor is named in src or jobs outside vocabulary tables', () => {
  const wrong = globSync('{src,jobs}/**/*.{ts,tsx,js,css,json}', { cwd: root })
    .filter((file) => !exempt(file))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          const named = withoutCitations(line).match(vendors)
          return named === null ? [] : [`${file}:${index + 1} names ${named.join(', ')}`]
        }),
    )
  expect(wrong.map((place) => `${place}: let the connector declare what differs (src/connector/contract.ts).`)).toEqual(
    [],
  )
})
