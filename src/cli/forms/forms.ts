import { readFileSync } from 'node:fs'
import { wordsOfFinding } from '../../domain/forms/words-of.ts'
import { formRowTexts } from '../../domain/forms/tables/form-reasons.ts'
import {
  auditPage,
  unjudged,
  type AuditedForm,
  type OpenPage,
  type PageAudit,
} from '../../operations/forms/audit-page.ts'
import { TooDeep } from '../../operations/forms/dom.ts'
import { PageFault, readPage, type PageFaultCode } from '../../operations/forms/open-page.ts'
import { answer, text, type Command, type CommandInput } from '../app/command.ts'
import { CommandFailed, exitCodes, type Program } from '../app/program.ts'

const maxBytes = 2 * 1024 * 1024
const saveIt = 'If a browser shows the form, save the page from there as HTML and give it with --file.'
/** What keeps a program out, but not a person. */
const toSave: readonly PageFaultCode[] = ['status', 'timeout', 'too-large', 'redirects']

export const formsCommand: Command = {
  summary: 'audits a form: fields, boxes, notice, privacy text',
  help: `lawbase forms audit https://www.example.test/contact [--form KEY] [--json]
lawbase forms audit --file page.html [--url https://www.example.test/contact] [--policy privacy.html] [--open-links] [--json]

Reads the page (or a file, "-" for standard input), finds its forms and checks the one that collects most, or the one named, against the 14 points of the checklist: what was found, quoted, and how to fix it. A point that the page alone cannot show is "unsure": a person must check it, and it never counts as passed. Forms that a script draws are named and not judged.
From an address, the linked privacy text and list of partners are opened too; from a file nothing is opened unless --open-links says so. --policy gives the privacy text as a file. No private address is read, also behind a redirect; a host inside your network must be listed in OUTBOUND_HOSTS. Needs no database. The fields of --json are described in docs/dpo/forms.md.
Exit code 0 when no point fails, 1 when one does, 2 when there is no form to judge.

Example: lawbase forms audit --file contact.html --json`,
  words: 2,
  options: {
    file: { type: 'string' },
    url: { type: 'string' },
    policy: { type: 'string' },
    form: { type: 'string' },
    'open-links': { type: 'boolean' },
  },
  run: async (input) => {
    const [verb, address, ...more] = input.positionals
    if (verb !== 'audit' || more.length > 0)
      throw new CommandFailed('Write: lawbase forms audit ADDRESS, or lawbase forms audit --file page.html')
    const file = text(input.values['file'])
    if ((address === undefined) === (file === null))
      throw new CommandFailed('Give either the address of a page or --file, and not both.')
    const audit = await read(input, address ?? null, file).catch((error: unknown) => {
      if (error instanceof TooDeep) throw new CommandFailed(`${error.message}: give the part with the form in a file.`)
      throw error instanceof PageFault
        ? new CommandFailed(`${error.message}${toSave.includes(error.code) ? ` ${saveIt}` : ''}`)
        : error
    })
    const key = text(input.values['form'])
    if (key !== null && !audit.forms.some((form) => form.key === key))
      throw new CommandFailed(
        `--form: there is no form "${key}" here.${audit.forms.length === 0 ? '' : ` There are: ${audit.forms.map((form) => form.key).join(', ')}`}`,
      )
    return told(input, audit)
  },
}

async function read(input: CommandInput, address: string | null, file: string | null): Promise<PageAudit> {
  const open: OpenPage = (url) => readPage(url, { allowedHosts: input.config.outboundHosts })
  const policy = text(input.values['policy'])
  const shared = { key: text(input.values['form']), ...(policy === null ? {} : { policyHtml: fileText(policy) }) }
  if (address !== null) {
    const page = await open(address)
    if (page.kind === 'pdf')
      throw new CommandFailed(`${page.url} is a PDF: give the address of the page with the form.`)
    return auditPage(page.body, { ...shared, url: page.url, open })
  }
  const url = text(input.values['url'])
  if (url !== null && URL.parse(url) === null) throw new CommandFailed(`--url: "${url}" is no web address`)
  return auditPage(fileText(file ?? '-'), { ...shared, url, open: input.values['open-links'] === true ? open : null })
}

function fileText(path: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(path === '-' ? 0 : path)
  } catch {
    throw new CommandFailed(path === '-' ? 'Standard input could not be read.' : `${path}: there is no such file`)
  }
  if (bytes.length > maxBytes) throw new CommandFailed(`${path}: larger than 2 MB`)
  return bytes.toString('utf8')
}

function told(input: CommandInput, audit: PageAudit): number {
  const chosen = audit.forms.find(({ key }) => key === audit.chosen) ?? null
  const forms = audit.forms.map(spelled)
  const code = chosen === null ? exitCodes.couldNot : chosen.score.failed > 0 ? exitCodes.foundWrong : exitCodes.done
  answer(
    input,
    { ok: code === exitCodes.done, ...audit, form: chosen === null ? null : spelled(chosen), forms },
    chosen === null ? whyNot(audit, input.program.connectors) : words(audit, chosen),
  )
  return code
}

/** Rows with their texts in both languages. */
function spelled(form: AuditedForm) {
  return {
    ...form,
    rows: form.rows.map((row) => ({
      id: row.id,
      state: row.state,
      title: formRowTexts[row.id].title,
      source: formRowTexts[row.id].source,
      answered: row.answered,
      findings: row.findings.map((one) => ({
        reason: one.reason,
        quotes: one.quotes,
        names: one.names,
        ...wordsOfFinding(one),
      })),
    })),
  }
}

function whyNot(audit: PageAudit, connectors: Program['connectors']): string {
  if (audit.state === 'drawn') {
    const [first] = audit.drawn
    const vendor = connectors.find(({ id }) => id === first?.vendor)
    const id = first?.formId == null ? '' : ` (form ${first.formId})`
    const follow =
      vendor === undefined ? '' : ` of ${vendor.label}${id}: monitor it on the page Form audit through the connection`
    return `This form is rendered by JavaScript${follow}, so its source does not show it. ${saveIt}`
  }
  return `There is no form here that collects something about a person. ${saveIt}${audit.frames.length > 0 ? ` Frames of this page: ${audit.frames.join(', ')}` : ''}`
}

const marks = { pass: 'pass  ', fail: 'FAIL  ', unsure: 'look  ', 'not-applicable': '–     ' } as const

function words(audit: PageAudit, form: AuditedForm): string {
  const { passed, of, failed, open } = form.score
  const rows = form.rows.flatMap((row) => [
    `${marks[row.state]} ${row.id.padEnd(3)} ${formRowTexts[row.id].title.en}`,
    ...(row.state === 'pass' || row.state === 'not-applicable'
      ? []
      : row.findings.flatMap((one) => {
          const { found, fix } = wordsOfFinding(one)
          return [
            `           ${found.en}`,
            ...one.quotes.map((quote) => `           > ${quote}`),
            ...(fix === null ? [] : [`           → ${fix.en}`]),
          ]
        })),
  ])
  const others = audit.forms.filter(({ key }) => key !== form.key)
  const missed = unjudged(audit)
  return [
    `${form.name}: ${passed} of ${of} passed, ${failed} failed, ${open} to be checked by a person`,
    ...(missed.length === 0
      ? []
      : [`Not judged, because a script draws it or a frame holds it: ${missed.join(', ')}. ${saveIt}`]),
    ...rows,
    ...(others.length === 0
      ? []
      : [
          `Other forms of this page (--form KEY): ${others.map(({ key, score }) => `${key} ${score.passed} of ${score.of}`).join(', ')}`,
        ]),
  ].join('\n')
}
