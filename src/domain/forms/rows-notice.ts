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
import { finding, type Finding } from './finding.ts'
import { flat, quoteOf, sentencesOf } from './flat.ts'
import { mainLanguage } from './language.ts'
import { namesRights, readPrivacy, type PolicyRead, type PrivacyFacts } from './policy.ts'

/** J6: the privacy text stands for itself, apart from the general terms (S-CARREFOUR). */
export function checkSeparate(facts: FormFacts): Finding[] {
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
export function checkPeriod(facts: FormFacts, policy: PolicyRead): Finding[] {
  const own = formPrivacy(facts)
  const behind = policy.facts
  const period = own.period ?? behind?.period ?? null
  const rights = namesRights(own.rights)
    ? own.rightsQuote
    : behind !== null && namesRights([...own.rights, ...behind.rights])
      ? (behind.rightsQuote ?? own.rightsQuote)
      : null
  if (period !== null && rights !== null) return [finding('pass', 'period-stated', [period, rights])]
  const vague = own.vague ?? behind?.vague ?? null
  const unclear = own.unclear ?? behind?.unclear ?? null
  const missing = [...(period === null ? ['period'] : []), ...(rights === null ? ['rights'] : [])]
  if (policy.state === 'read')
    return [
      ...(period === null ? [unclear === null ? noPeriod(vague) : finding('unsure', 'period-unclear', [unclear])] : []),
      ...(rights === null ? [finding('fail', 'rights-missing', [own.rightsQuote ?? behind?.rightsQuote ?? null])] : []),
    ]
  if (own.vague !== null && period === null) return [noPeriod(own.vague)]
  if (facts.privacyLinks.length === 0 && behind === null) return [finding('fail', 'nothing-stated', [], missing)]
  if (policy.state === 'dead' || policy.state === 'home' || policy.state === 'login')
    return [finding('fail', 'policy-unreachable', [policy.detail], [policy.url ?? ''])]
  return [
    finding(
      'unsure',
      policy.state === 'pdf' ? 'policy-pdf' : 'policy-unread',
      [policy.detail],
      [policy.url ?? facts.privacyLinks[0]?.raw ?? ''],
    ),
  ]
}

/** What was found in the place of a period; that customers are kept so long may be meant for everybody. */
function noPeriod(instead: string | null): Finding {
  if (instead === null) return finding('fail', 'period-missing')
  const words = flat(instead)
  if (!periodFigure.test(words)) return finding('fail', 'period-vague', [instead])
  return customers.test(words) && !otherPeople.test(words) && !otherThing.test(words)
    ? finding('unsure', 'period-customers', [instead])
    : finding('fail', 'period-elsewhere', [instead])
}

/** J8: who leaves data reads before sending it what becomes of them, and the link opens that text. */
export function checkVisible(facts: FormFacts, policy: PolicyRead, anchors: readonly string[]): Finding[] {
  const links = facts.privacyLinks.filter(
    ({ place, text, raw }) => (place === 'before' || place === 'box') && !leadsToTerms({ text, raw }),
  )
  const told = facts.sentences.filter(({ words }) => isNotice(words))
  const before = told.filter(({ place, tiny }) => place === 'before' && !tiny)
  const later = [
    ...told.filter(({ place }) => place === 'after').map(({ shown }) => shown),
    ...facts.privacyLinks.filter(({ place }) => place === 'after').map(({ text }) => text),
  ]
  if (links.length === 0 && before.length === 0) {
    const tiny = told.find((one) => one.tiny)
    if (tiny !== undefined) return [finding('fail', 'notice-tiny', [quoteOf(tiny.shown)])]
    const folded = [
      ...told.filter(({ place }) => place === 'folded').map(({ shown }) => shown),
      ...facts.privacyLinks.filter(({ place }) => place === 'folded').map(({ text }) => text),
    ]
    if (folded.length > 0) return [finding('unsure', 'notice-folded', [quoteOf(folded[0] ?? '')])]
    if (later.length > 0)
      return [
        finding(
          'fail',
          'notice-after',
          later.slice(0, 2).map((text) => quoteOf(text)),
        ),
      ]
    return [finding('fail', facts.privacyLinks.some(({ place }) => place === 'foot') ? 'notice-foot' : 'no-notice')]
  }
  const link = links[0] ?? facts.privacyLinks[0]
  const shown = quoteOf(before[0]?.shown ?? link?.text ?? '')
  if (link === undefined) {
    const own = formPrivacy(facts)
    return own.period !== null && namesRights(own.rights)
      ? [finding('pass', 'notice-before', [shown])]
      : [finding('fail', 'notice-thin', [shown])]
  }
  if (isNowhere(link.raw, anchors)) return [finding('fail', 'link-nowhere', [link.text], [link.raw])]
  if (loginPath.test(link.raw.toLowerCase()) || policy.state === 'login')
    return [finding('fail', 'link-login', [link.text], [link.raw])]
  if (policy.state === 'dead')
    return [finding('fail', 'link-dead', [link.text, policy.detail], [policy.url ?? link.raw])]
  if (policy.state === 'home') return [finding('fail', 'link-home', [link.text], [policy.url ?? link.raw])]
  if (policy.state === 'unclear') return [finding('unsure', 'link-unclear', [link.text], [policy.url ?? link.raw])]
  if (policy.state === 'refused')
    return [finding('unsure', 'link-refused', [link.text, policy.detail], [policy.url ?? link.raw])]
  return [
    finding(
      'pass',
      policy.state === 'read' || policy.state === 'pdf' ? 'notice-opened' : 'notice-before',
      [shown],
      [link.raw],
    ),
  ]
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
export function checkExit(facts: FormFacts, policyText: string): Finding[] {
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
export function checkVersion(facts: FormFacts): Finding[] {
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
export function checkLanguage(facts: FormFacts, policyText: string): Finding[] {
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
