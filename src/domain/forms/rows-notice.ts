import {
  accountDemand,
  customers,
  doubtOnly,
  homePath,
  identityDemand,
  loginPath,
  otherPeople,
  otherThing,
  periodFigure,
  privacy,
  privacyPath,
  terms,
  termsPath,
} from './tables/form-words.ts'
import type { FormFacts } from './facts.ts'
import { isNotice } from './notice.ts'
import { finding, type FormFinding } from './finding.ts'
import { flat, quoteOf, sentencesOf } from './flat.ts'
import { mainLanguage } from './language.ts'
import { namesRights, readPrivacy, type PolicyRead, type PrivacyFacts } from './policy.ts'

/** J6: the privacy text stands for itself, apart from the general terms (S-CARREFOUR). */
export function checkSeparate(facts: FormFacts): FormFinding[] {
  const bundled = facts.boxes.filter((box) => box.terms && privacy.test(flat(box.shown))).map(({ shown }) => shown)
  const click =
    facts.submitYes !== null && terms.test(flat(facts.submitYes)) && privacy.test(flat(facts.submitYes))
      ? [facts.submitYes]
      : []
  const together = [...bundled, ...click]
  if (together.length > 0)
    return [
      finding(
        'fail',
        'terms-bundled',
        together.map((text) => quoteOf(text)),
      ),
    ]
  const mixed = facts.privacyLinks.find(
    (link) => leadsToTerms(link) || facts.termsLinks.some((one) => one.raw === link.raw && one.text !== link.text),
  )
  if (mixed !== undefined) return [finding('fail', 'privacy-in-terms', [mixed.text], [mixed.raw])]
  const [link] = facts.privacyLinks
  if (link !== undefined) return [finding('pass', 'privacy-apart', [link.text], [link.raw])]
  const own = formPrivacy(facts)
  if (own.period !== null && namesRights(own.rights)) return [finding('pass', 'notice-whole', [own.period])]
  return [finding('fail', 'no-privacy-text')]
}

function leadsToTerms({ text, raw }: { text: string; raw: string }): boolean {
  return terms.test(flat(text)) || (termsPath.test(raw.toLowerCase()) && !privacyPath.test(raw.toLowerCase()))
}

/** What the texts around the form themselves say. */
export function formPrivacy(facts: FormFacts): PrivacyFacts {
  return readPrivacy(
    [
      ...facts.form.pieces.filter(({ tiny }) => !tiny).map(({ text }) => text),
      ...facts.boxes.map(({ shown }) => shown),
    ].join('\n'),
  )
}

/** J7: the storage period as a figure and the rights by name, on the form or on the page it links (S-EDF). */
export function checkPeriod(facts: FormFacts, policy: PolicyRead): FormFinding[] {
  const own = formPrivacy(facts)
  const behind = policy.facts
  const period = own.period ?? behind?.period ?? null
  const rights = rightsSaid(own, behind)
  if (period !== null && rights !== null) return [finding('pass', 'period-stated', [period, rights])]
  if (policy.state === 'read')
    return [
      ...(period === null ? [periodLacking(own, behind)] : []),
      ...(rights === null ? [rightsLacking(own, behind)] : []),
    ]
  if (own.vague !== null && period === null) return [noPeriod(own.vague)]
  const [link] = facts.privacyLinks
  if (link === undefined && behind === null) return [finding('fail', 'nothing-stated', [], namesOf({ period, rights }))]
  return [notRead(policy, link?.raw ?? '')]
}

const namesOf = (said: Readonly<Record<string, string | null>>) =>
  Object.keys(said).filter((name) => said[name] === null)

/** The sentence that names the rights, on the form alone or with the page behind it; null = too few are named. */
function rightsSaid(own: PrivacyFacts, behind: PrivacyFacts | null): string | null {
  if (namesRights(own.rights)) return own.rightsQuote
  if (behind === null || !namesRights([...own.rights, ...behind.rights])) return null
  return behind.rightsQuote ?? own.rightsQuote
}

const rightsLacking = (own: PrivacyFacts, behind: PrivacyFacts | null) =>
  finding('fail', 'rights-missing', [own.rightsQuote ?? behind?.rightsQuote ?? null])

function periodLacking(own: PrivacyFacts, behind: PrivacyFacts | null): FormFinding {
  const unclear = own.unclear ?? behind?.unclear ?? null
  return unclear === null
    ? noPeriod(own.vague ?? behind?.vague ?? null)
    : finding('unsure', 'period-unclear', [unclear])
}

/** The page behind the form could not be read: what that says of the form. `link`: where the form points. */
function notRead({ state, detail, url }: PolicyRead, link: string): FormFinding {
  if (state === 'dead' || state === 'home' || state === 'login')
    return finding('fail', 'policy-unreachable', [detail], [url ?? ''])
  return finding('unsure', state === 'pdf' ? 'policy-pdf' : 'policy-unread', [detail], [url ?? link])
}

/** What was found in the place of a period; that customers are kept so long may be meant for everybody. */
function noPeriod(instead: string | null): FormFinding {
  if (instead === null) return finding('fail', 'period-missing')
  const words = flat(instead)
  if (!periodFigure.test(words)) return finding('fail', 'period-vague', [instead])
  return customers.test(words) && !otherPeople.test(words) && !otherThing.test(words)
    ? finding('unsure', 'period-customers', [instead])
    : finding('fail', 'period-elsewhere', [instead])
}

/** J8: who leaves data reads before sending it what becomes of them, and the link opens that text. */
export function checkVisible(facts: FormFacts, policy: PolicyRead, anchors: readonly string[]): FormFinding[] {
  const links = facts.privacyLinks.filter(
    ({ place, text, raw }) => (place === 'before' || place === 'box') && !leadsToTerms({ text, raw }),
  )
  const before = noticesOf(facts).filter(({ place, tiny }) => place === 'before' && !tiny)
  if (links.length === 0 && before.length === 0) return [notBefore(facts)]
  const link = links[0] ?? facts.privacyLinks[0]
  const shown = quoteOf(before[0]?.shown ?? link?.text ?? '')
  if (link !== undefined) return [linkOpens(link, shown, policy, anchors)]
  const own = formPrivacy(facts)
  return own.period !== null && namesRights(own.rights)
    ? [finding('pass', 'notice-before', [shown])]
    : [finding('fail', 'notice-thin', [shown])]
}

const noticesOf = (facts: FormFacts) => facts.sentences.filter(({ words }) => isNotice(words))

/** Where the notice stands when none is read before sending. */
function notBefore(facts: FormFacts): FormFinding {
  const told = noticesOf(facts)
  const at = (place: 'folded' | 'after') => [
    ...told.filter((one) => one.place === place).map(({ shown }) => shown),
    ...facts.privacyLinks.filter((one) => one.place === place).map(({ text }) => text),
  ]
  const tiny = told.find((one) => one.tiny)
  if (tiny !== undefined) return finding('fail', 'notice-tiny', [quoteOf(tiny.shown)])
  const [folded] = at('folded')
  if (folded !== undefined) return finding('unsure', 'notice-folded', [quoteOf(folded)])
  const later = at('after')
  if (later.length > 0)
    return finding(
      'fail',
      'notice-after',
      later.slice(0, 2).map((text) => quoteOf(text)),
    )
  return finding('fail', facts.privacyLinks.some(({ place }) => place === 'foot') ? 'notice-foot' : 'no-notice')
}

/** Whether the link opens the text. `shown`: what stands before sending. */
function linkOpens(
  link: { text: string; raw: string },
  shown: string,
  { state, detail, url }: PolicyRead,
  anchors: readonly string[],
): FormFinding {
  if (isNowhere(link.raw, anchors)) return finding('fail', 'link-nowhere', [link.text], [link.raw])
  if (loginPath.test(link.raw.toLowerCase()) || state === 'login')
    return finding('fail', 'link-login', [link.text], [link.raw])
  const opened = url ?? link.raw
  if (state === 'dead') return finding('fail', 'link-dead', [link.text, detail], [opened])
  if (state === 'home') return finding('fail', 'link-home', [link.text], [opened])
  if (state === 'unclear') return finding('unsure', 'link-unclear', [link.text], [opened])
  if (state === 'refused') return finding('unsure', 'link-refused', [link.text, detail], [opened])
  const isRead = state === 'read' || state === 'pdf'
  return finding('pass', isRead ? 'notice-opened' : 'notice-before', [shown], [link.raw])
}

/** A link to nothing, to a script, or to the home page. */
function isNowhere(raw: string, anchors: readonly string[]): boolean {
  const href = raw.trim().toLowerCase()
  if (href.startsWith('#')) return href === '#' || !anchors.includes(raw.trim().slice(1))
  if (href === '' || href.startsWith('javascript:')) return true
  const path = href.replace(/^https?:\/\/[^/?#]+/u, '').replace(/[?#].*$/u, '')
  return homePath.test(path)
}

/**
 * J9: nobody needs an account or a copy of an identity card to say no (S-CARREFOUR). What is not written, only a
 *   person knows.
 */
export function checkExit(facts: FormFacts, policyText: string): FormFinding[] {
  const here = [...facts.sentences.map(({ shown }) => shown), ...facts.boxes.map(({ shown }) => shown)]
  const demand = (shown: string) => {
    const words = flat(shown)
    return (identityDemand.test(words) && !doubtOnly.test(words)) || accountDemand.test(words)
  }
  const found = here.find(demand) ?? sentencesOf(policyText).find(demand)
  if (found !== undefined)
    return [finding('fail', identityDemand.test(flat(found)) ? 'exit-identity' : 'exit-account', [quoteOf(found)])]
  const way = here.find((shown) =>
    /desinscri|desabonn|unsubscribe|opt out|abmeld|widerruf|s'opposer|vous opposer|darse de baja|disiscri|afmeld|uitschrijv/u.test(
      flat(shown),
    ),
  )
  return [finding('unsure', 'exit-ask', [way === undefined ? null : quoteOf(way)])]
}

/** J10: each answer is stored with the version of the form. A page cannot show it. */
export function checkVersion(facts: FormFacts): FormFinding[] {
  const sent = facts.form.hidden.filter(({ name }) =>
    /version|(consent|notice|legal)_?(text|id|rev)/u.test(name.toLowerCase()),
  )
  return [
    finding(
      'unsure',
      sent.length > 0 ? 'version-sent' : 'version-ask',
      [],
      sent.map(({ name }) => name),
    ),
  ]
}

/** Of a long text, the beginning tells its language; a text in several languages has whole lines in each. */
const firstCharacters = 8_000
const longLine = 80

/**
 * J14: the confirmation mail sells nothing, and everything is in the visitor's language (S-KASPR). The mail, only a
 *   person can read.
 */
export function checkLanguage(facts: FormFacts, policyText: string): FormFinding[] {
  const spoken =
    mainLanguage(
      [
        facts.form.heading,
        ...facts.form.fields
          .filter(({ control }) => control !== 'checkbox')
          .map(({ label, help }) => `${label} ${help}`),
        ...facts.form.buttons.map(({ text }) => text),
      ].join('\n'),
    ) ??
    facts.form.language?.slice(0, 2).toLowerCase() ??
    null
  const other = facts.sentences.find(
    ({ shown, words }) =>
      isNotice(words) && shown.length > 40 && spoken !== null && (mainLanguage(shown) ?? spoken) !== spoken,
  )
  if (other !== undefined) return [finding('fail', 'other-language', [quoteOf(other.shown)])]
  if (
    spoken !== null &&
    (mainLanguage(policyText.slice(0, firstCharacters)) ?? spoken) !== spoken &&
    !policyText.split('\n').some((line) => line.length > longLine && mainLanguage(line) === spoken)
  )
    return [finding('fail', 'policy-language', [facts.privacyLinks[0]?.text ?? null])]
  return [finding('unsure', 'mail-ask')]
}
