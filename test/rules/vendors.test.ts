import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

// What differs from vendor to vendor is declared by its connector: one that src knows by name would be served better
// than the next one. Vocabulary tables hold the words that people and files use, vendors' names among them; citations
// name the page of a vendor.

const root = join(import.meta.dirname, '../..')

const vendors =
  /hub-?spot|sales-?force|pipedrive|zoho|dynamics ?365|brevo|sendinblue|lemlist|mailchimp|pardot|account engagement|marketo|typeform|lusha|people data labs|cognism|apollo\.io|zoominfo/giu

/** The composition root names the connectors, and nothing else does. */
const exempt = (file: string) => file === 'src/main.ts' || /\.test\.tsx?$/u.test(file) || file.includes('/tables/')

const withoutCitations = (line: string) =>
  line.replace(
    /docs\/reference\/[\w-]+\.md(?:#[\w.-]+)?|\b(?:hubspot|salesforce)\.md|facts\/(?:hubspot|salesforce)/gu,
    '',
  )

it('no vendor is named in src or jobs outside vocabulary tables', () => {
  const wrong = globSync('{src,jobs}/**/*.{ts,tsx,js,css}', { cwd: root })
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
