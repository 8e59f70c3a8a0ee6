import { createHash } from 'node:crypto'
import { auditForm, mainForm, type FormAnswer, type FormAudit } from '../../domain/forms/audit.ts'
import { formFactsOf, type FormFacts } from '../../domain/forms/facts.ts'
import { flat } from '../../domain/forms/flat.ts'
import type { FormModel, FormPage } from '../../domain/forms/model.ts'
import { noPolicy, readPrivacy, type PolicyRead } from '../../domain/forms/policy.ts'
import { hasDate, partnerLink, type PartnerList } from '../../domain/forms/rows-choice.ts'
import { trimEndOf } from '../../domain/app/trim-signs.ts'
import { companyForm, formFrame, homePath, loginPath, notFound, privacy } from '../../domain/forms/tables/form-words.ts'
import type { ReadPage } from '../../outbound/page.ts'
import { PageFault } from '../../outbound/page-fault.ts'
import { TooDeep } from './dom.ts'
import { parsePage, parseText } from './parse-page.ts'

/** Opens one address; throws PageFault. */
export type OpenPage = (url: string) => Promise<ReadPage>

export interface AuditedForm extends FormAudit {
  policy: PolicyRead
  partners: PartnerList | null
  /** SHA-256 of what the form shows: the same while nobody changes it, whatever else moves on the page. */
  digest: string
}

export interface PageAudit {
  url: string | null
  /** `drawn`: only a script makes the form. `no-form`: no form that collects something. */
  state: 'read' | 'drawn' | 'no-form'
  title: string
  language: string | null
  /** SHA-256 of the page as it came. */
  digest: string
  /** Key of the form that is meant. */
  chosen: string | null
  forms: readonly AuditedForm[]
  ignored: FormPage['ignored']
  drawn: FormPage['drawn']
  frames: readonly string[]
}

export interface AuditOptions {
  /** Where the page was read; links are resolved against it. */
  url: string | null
  /** Opens what is linked; null = nothing is opened, and what lies behind links stays open. */
  open: OpenPage | null
  /** Text of the privacy page, where somebody has it already. */
  policyHtml?: string
  /** Which form is meant; left out = the one that asks for most. */
  key?: string | null
  /** What people answered, for the form with this digest. */
  answers?: readonly (FormAnswer & { digest: string })[]
}

/** Audits every form of a page against J1 to J14, with the privacy text and the list of partners that each links. */
export async function auditPage(html: string, options: AuditOptions): Promise<PageAudit> {
  const page = parsePage(html, options.url)
  const cache = new Map<string, Promise<OpenedPolicy>>()
  const forms: AuditedForm[] = []
  for (const form of page.forms) forms.push(await auditOne(form, page.anchors, options, cache))
  const wanted = options.key ?? null
  const found =
    page.forms.find(({ key }) => key === wanted) ??
    (wanted === null || page.forms.length === 1 ? mainForm(page.forms) : null)
  return {
    url: options.url,
    state: found !== null ? 'read' : page.drawn.length > 0 ? 'drawn' : 'no-form',
    title: page.title,
    language: page.language,
    digest: sha256(html),
    chosen: found?.key ?? null,
    forms,
    ignored: page.ignored,
    drawn: page.drawn,
    frames: page.frames,
  }
}

/** Forms of a page of which nothing can be said from its source. */
export function unjudged({ drawn, frames }: Pick<PageAudit, 'drawn' | 'frames'>): string[] {
  return [
    ...drawn.map(
      ({ vendor, formId }) =>
        [vendor === 'other' ? '' : vendor, formId ?? ''].filter((part) => part !== '').join(' ') || 'script',
    ),
    ...frames.filter((src) => formFrame.test(src)),
  ]
}

/** One form, wherever it came from. */
export async function auditOne(
  form: FormModel,
  anchors: readonly string[],
  options: Pick<AuditOptions, 'open' | 'policyHtml' | 'answers'>,
  cache: Map<string, Promise<OpenedPolicy>> = new Map(),
): Promise<AuditedForm> {
  const facts = formFactsOf(form)
  const { read, text } =
    options.policyHtml === undefined ? await openPolicy(facts, options.open, cache) : given(options.policyHtml)
  const partners = await openPartners(facts, options.open)
  const digest = sha256(
    JSON.stringify([
      form.heading,
      form.fields,
      form.pieces,
      form.buttons,
      form.hidden.map(({ name }) => name),
      form.language,
    ]),
  )
  const answers = (options.answers ?? []).filter((answer) => answer.digest === digest)
  return {
    ...auditForm(form, { policy: read, policyText: text, partnerList: partners, anchors, answers }),
    policy: read,
    partners,
    digest,
  }
}

interface OpenedPolicy {
  read: PolicyRead
  text: string
}

function given(html: string): OpenedPolicy {
  const { text } = parseText(html)
  return { read: { state: 'read', url: null, detail: null, facts: readPrivacy(text) }, text }
}

/** The privacy link nearest to the button, opened once for all forms of a page. */
async function openPolicy(
  facts: FormFacts,
  open: OpenPage | null,
  cache: Map<string, Promise<OpenedPolicy>>,
): Promise<OpenedPolicy> {
  const order = ['before', 'box', 'folded', 'after', 'apart', 'foot'] as const
  const [link] = facts.privacyLinks
    .toSorted((a, b) => order.indexOf(a.place) - order.indexOf(b.place))
    .filter(({ raw }) => !/^(#|javascript:|mailto:|tel:|$)/iu.test(raw.trim()))
  if (link === undefined) return { read: noPolicy, text: '' }
  if (open === null || !/^https?:/iu.test(link.href))
    return { read: { state: 'not-opened', url: link.href, detail: null, facts: null }, text: '' }
  const asked = link.href
  const known = cache.get(asked) ?? readPolicy(asked, open)
  cache.set(asked, known)
  return known
}

const topCharacters = 400
const dataWords = /\b(donnees|data|daten|datos|dati|gegevens|persoonsgegevens)\b/gu
const fewDataWords = 4
/** A server that refuses programs, or is busy for a moment, may well answer a visitor. */
const notForPrograms: readonly (number | null)[] = [403, 408, 425, 429, 451, 503]

/** Below this a page has no text of its own: a script draws it. */
const fewCharacters = 200

async function readPolicy(asked: string, open: OpenPage): Promise<OpenedPolicy> {
  try {
    return policyOn(asked, await open(asked))
  } catch (error) {
    if (error instanceof TooDeep) return unread('refused', asked, error.message)
    if (!(error instanceof PageFault)) throw error
    return unread(stateOfFault(error), asked, error.message)
  }
}

const unread = (state: PolicyRead['state'], url: string, detail: string | null = null): OpenedPolicy => ({
  read: { state, url, detail, facts: null },
  text: '',
})

function policyOn(asked: string, page: ReadPage): OpenedPolicy {
  if (page.kind === 'pdf') return unread('pdf', page.url)
  const { text, title, login } = parseText(page.body)
  const elsewhere = ledElsewhere(asked, page, login && text.length < 3_000)
  if (elsewhere !== null) return unread(elsewhere, page.url)
  const facts = readPrivacy(text)
  const top = flat(text.slice(0, topCharacters))
  const says = facts.rights.length >= 2 || facts.period !== null
  // An answer of 200 may still say that there is nothing.
  if (!says && (notFound.test(flat(title)) || notFound.test(top))) return unread('dead', page.url, title || null)
  if (text.length < fewCharacters && facts.period === null && facts.rights.length === 0)
    return unread('unclear', page.url)
  if (!says && !isAboutPrivacy(title, top, text)) return unread('unclear', page.url, facts.changedOn)
  return { read: { state: 'read', url: page.url, detail: facts.changedOn, facts }, text }
}

/** Where the link led instead; null = to the page that it names. */
function ledElsewhere(asked: string, { url, redirected }: ReadPage, asksToLogIn: boolean): 'home' | 'login' | null {
  const path = (address: string) => trimEndOf(new URL(address).pathname, /\//u)
  const there = path(url)
  if (homePath.test(there.toLowerCase()) && there !== path(asked)) return 'home'
  return asksToLogIn || (redirected && loginPath.test(there.toLowerCase())) ? 'login' : null
}

/** A menu names the privacy page on every page of a site. */
function isAboutPrivacy(title: string, top: string, text: string): boolean {
  if (privacy.test(flat(title))) return true
  return privacy.test(top) && (flat(text).match(dataWords)?.length ?? 0) >= fewDataWords
}

/** Faults after which a page may well be there for a visitor. */
const refusals: readonly PageFault['code'][] = [
  'private',
  'scheme',
  'port',
  'user',
  'downgrade',
  'type',
  'too-large',
  'timeout',
  'cut',
]

function stateOfFault({ status, code }: PageFault): PolicyRead['state'] {
  if (status === 401) return 'login'
  return refusals.includes(code) || notForPrograms.includes(status) ? 'refused' : 'dead'
}

async function openPartners(facts: FormFacts, open: OpenPage | null): Promise<PartnerList | null> {
  const link = partnerLink(facts)
  if (link === null || open === null || !/^https?:/iu.test(link.href)) return null
  try {
    const page = await open(link.href)
    if (page.kind === 'pdf') return null
    const lines = parseText(page.body).text.split('\n')
    const start = lines.findIndex((line) => /partenaires?|partners?|partner/u.test(flat(line)) && line.length < 120)
    const listed = lines
      .slice(start + 1)
      .filter((line) => /^\p{Lu}[\p{L}\d&'’ .,()-]{1,70}$/u.test(line.trim()) && !/[.!?]$/u.test(line.trim()))
    const formed = lines.filter((line) => companyForm.test(line))
    return {
      url: page.url,
      names: Math.max(formed.length, start < 0 ? 0 : listed.length),
      dated: lines.some((line) => hasDate(line)),
    }
  } catch (error) {
    if (!(error instanceof PageFault || error instanceof TooDeep)) throw error
    return null
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
