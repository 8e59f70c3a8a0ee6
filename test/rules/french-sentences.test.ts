import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inFrench, sharedInFrench, type InFrench } from '../../src/connector/french.ts'
import { oursInFrench } from '../../src/http/locales/our-failures.ts'
import { allConnectors } from '../support/lawbase.ts'
import { saidIn, type Said } from './readers/said.ts'

const root = join(import.meta.dirname, '../..')

/** Folders of connectors, those of tests too: a new one is scanned without an edit here. */
const folders = globSync(['connectors/*', 'test/*/connector'], { cwd: root }).toSorted()

/** Prose of a connector that no page shows as what it said of a failure. */
const noFailure: readonly { file?: RegExp; text?: RegExp; why: string }[] = [
  { file: /french[\w-]*\.ts$/u, why: 'the French itself' },
  {
    file: /(?:settings|credentials|definition)\.ts$/u,
    why: 'fields of a form: words in both languages side by side, and `FormField.wrong` for a fault',
  },
  { text: /^ask ZoomInfo first/u, why: 'a fault of a form: `FormField.wrong` says it' },
  { file: /broker-webhook\/inbound\.ts$/u, why: 'answered to the broker that posted it, as the API answers' },
  {
    text: /^(?:this kind of event changes nothing we keep|not about a contact( or a lead)?|our own write)$/u,
    why: 'why a posted event needs nothing: stored, and shown on no page',
  },
  {
    text: /^(?:a mail with|a file with|a signed message with|nothing automatically|one call per address|contact: email)/u,
    why: '`writes`: names of the vendor’s, or what `told` says in both languages',
  },
  {
    file: /hubspot\/fields\/(?:properties|basis-labels|type-statuses)\.ts$/u,
    text: /^(?:Lawbase: |Whether |Lawful basis|Rule that|Where the|Day |Page of|The person's|Channels|Kinds|Do not|Objection of|legit|freely)/u,
    why: 'what the vendor is given to show: names and descriptions of fields, legal bases by its own names',
  },
  { file: /hubspot\/transport\/(?:steps|project-files)\.ts$/u, why: 'commands to copy, and files for the vendor' },
  { text: /^(?:type by type|first X in rows)$/u, why: 'a key of what is remembered' },
  { text: /^(?:no reason given|associated with the following |not in the recycle bin)$/u, why: 'read, or read back' },
  { text: /^(?:X takes 1 to X ids|The template cannot be used: X)$/u, why: 'a fault of the program, for the log' },
]

/** What Lawbase's own operations say where no page shows it in these words. */
const elsewhere: readonly { file: RegExp; text?: RegExp; why: string }[] = [
  { file: /connections\/connect-headless\.ts$/u, why: 'said by the command line alone, in English' },
  {
    file: /connections\/connect-system\.ts$/u,
    text: /^X Nothing was connected\.$/u,
    why: 'the page says `notInstalled` of the connector, in both languages',
  },
  {
    file: /connections\/open-connection\.ts$/u,
    text: /^X: X$/u,
    why: 'a name and what data-host.ts says, which are known together',
  },
  { file: /brokers\/receive-broker\.ts$/u, why: 'answered to the broker that posted it, as the API answers' },
  { file: /consents\/create-contact\.ts$/u, text: /^An answer has no evidence$/u, why: 'a fault of the program' },
  { file: /objections\/person-mails\.ts$/u, why: 'a mail that was not sent: in the audit log by these words' },
]

/** Files of ours that hand a sentence on in other places than those of a failure: all their prose counts. */
const handedOn = [
  'src/operations/links/probe-links.ts',
  'src/operations/connections/data-host.ts',
  'src/operations/consents/create-contact.ts',
  'src/operations/objections/person-mail.ts',
  'src/operations/brokers/remind-brokers.ts',
  'src/operations/removals/batches/plan-batches.ts',
  'src/operations/removals/repermission/send-asks.ts',
]

const isNone = (of: readonly { file?: RegExp; text?: RegExp }[], said: Said): boolean =>
  of.some(({ file, text }) => file?.test(said.file) !== false && text?.test(said.text) !== false)
const unknown = (said: readonly Said[], tables: readonly InFrench[]): Said[] =>
  said.filter(({ text }) => inFrench(text, tables) === null)

/** What the `french.ts` of a folder holds; it counts where the declaration of a connector gives it. */
async function declaredIn(folder: string): Promise<InFrench[]> {
  const files = globSync(`${folder}/**/french.ts`, { cwd: root })
  const tables = await Promise.all(
    files.map(async (file) => ((await import(join(root, file))) as { french: InFrench }).french),
  )
  return tables.filter((table) => allConnectors.some(({ french }) => french === table))
}

describe('what is said of a failure, in French', () => {
  it('looks into every folder of a connector', () => {
    expect(folders).toEqual(expect.arrayContaining(['connectors/hubspot', 'test/third-crm/connector']))
  })

  it.each(folders)('is declared for each sentence of %s', async (folder) => {
    const said = saidIn(`${folder}/**/*.ts`, true).filter((one) => !isNone(noFailure, one))
    expect(said.length).toBeGreaterThan(0)
    expect(unknown(said, [...(await declaredIn(folder)), sharedInFrench])).toEqual([])
  })

  it('is known for each sentence of our own', () => {
    const said = [
      ...saidIn(['src/{operations,outbound,connector,store,queue}/**/*.ts', 'jobs/*.ts'], false),
      ...saidIn(handedOn, true),
    ].filter((one) => !isNone(elsewhere, one))
    expect(said.length).toBeGreaterThan(60)
    expect(unknown(said, [oursInFrench, sharedInFrench])).toEqual([])
  })

  it('holds what the English holds, and nothing that the English has not', () => {
    const names = (text: string) => [...new Set(text.match(/\{\w+\}/gu))].toSorted((a, b) => a.localeCompare(b)).join()
    const tables = [oursInFrench, sharedInFrench, ...allConnectors.map(({ french }) => french)]
    const uneven = tables.flatMap((table) =>
      Object.entries(table).filter(([english, french]) => names(english) !== names(french)),
    )
    expect(uneven).toEqual([])
  })
})
