import {
  declineWords,
  denial,
  continueButton,
  marketing,
  onlyUse,
  ownHands,
  ownRequest,
  partners,
  reached,
  shaming,
  sharedWith,
  sharing,
  twisted,
} from './tables/form-words.ts'
import type { ConsentBox } from './consent-boxes.ts'
import type { FormFacts } from './facts.ts'
import { finding, type FormFinding } from './finding.ts'
import { flat, quoteOf } from './flat.ts'
import { isRequired } from './rows-fields.ts'
import type { FormButton } from './model.ts'

const quotes = (boxes: readonly ConsentBox[]) => boxes.map(({ shown }) => quoteOf(shown))
const asked = (facts: FormFacts) => facts.boxes.filter(({ says }) => says === 'yes')

/** J3: whoever is solicited without being asked can say no at once (S-TOTAL, CN4). */
export function checkRefusal(facts: FormFacts): FormFinding[] {
  const refusals = facts.boxes.filter(({ says, pair }) => says === 'no' && !pair)
  if (facts.basis === 'interest')
    return refusals.length > 0
      ? [finding('pass', 'refusal-box', quotes(refusals))]
      : [finding('fail', 'no-refusal', [quoteOf(facts.announced ?? '')])]
  if (facts.basis === 'unknown') return [finding('unsure', 'use-untold')]
  return [finding('not-applicable', facts.basis === 'none' ? 'no-soliciting' : 'asks-first')]
}

/** The button itself agrees, where nothing else asks and no button beside it says no as easily. */
function buttonIsYes(facts: FormFacts): FormFinding[] {
  return facts.yesButton !== null && facts.submitYes === null && !fairPair(facts)
    ? [finding('fail', 'button-is-yes', [quoteOf(facts.yesButton)])]
    : []
}

/** Names of hidden fields that say yes for the person. */
function hiddenYes({ form }: FormFacts): string[] {
  return form.hidden
    .filter(
      ({ name, value }) =>
        /opt-?_?in|consent|newsletter|marketing|subscri/u.test(name.toLowerCase()) &&
        /^(1|true|yes|oui|on|ja)$/iu.test(value),
    )
    .map(({ name }) => name)
}

/** J4: an unticked box for each purpose and channel (G rec. 32 and 43, art. 7(2); E2, E3). */
export function checkBoxes(facts: FormFacts): FormFinding[] {
  const boxes = asked(facts)
  const others = facts.boxes.filter(({ says }) => says === 'processing')
  const found: FormFinding[] = []
  const ticked = [...boxes, ...others].filter(({ checked }) => checked)
  if (ticked.length > 0) found.push(finding('fail', 'preticked', quotes(ticked)))
  const silent = hiddenYes(facts)
  if (silent.length > 0) found.push(finding('fail', 'hidden-yes', [], silent))
  const channels = boxes.filter((box) => box.channels.length > 1)
  if (channels.length > 0) found.push(finding('fail', 'several-channels', quotes(channels)))
  const purposes = boxes.filter((box) => box.terms || box.privacy || (box.partners && ownToo(box)))
  if (purposes.length > 0) found.push(finding('fail', 'several-purposes', quotes(purposes)))
  if (facts.submitYes !== null) found.push(finding('fail', 'click-is-yes', [quoteOf(facts.submitYes)]))
  if (boxes.length === 0) found.push(...buttonIsYes(facts))
  if (found.length > 0) return found
  const scripted = [...boxes, ...others].filter(({ field }) => field.scripted)
  if (scripted.length > 0) return [finding('unsure', 'script-ticks', quotes(scripted))]
  if (facts.unread.length > 0)
    return [
      finding(
        'unsure',
        'box-unread',
        facts.unread.map(({ label }) => quoteOf(label)),
      ),
    ]
  if (boxes.length > 0) return [finding('pass', 'boxes-apart', quotes(boxes))]
  if (fairPair(facts))
    return [
      finding(
        'pass',
        'choice-made',
        facts.form.buttons.map(({ text }) => quoteOf(text)),
      ),
    ]
  return others.length > 0 ? [finding('pass', 'box-unticked', quotes(others))] : [finding('not-applicable', 'no-box')]
}

/** A button of yes beside a button of no that looks the same is a choice; beside a mere link it is none (S-TAGADA). */
function fairPair({ form }: FormFacts): boolean {
  const refuse = declineButton(form.buttons)
  const accept = form.buttons.find((button) => button !== refuse && button.submits)
  return refuse !== undefined && !refuse.link && accept !== undefined && balance(accept, refuse).state === 'pass'
}

const declineButton = (buttons: readonly FormButton[]) => buttons.find((button) => declineWords.test(flat(button.text)))

/** One box for the company and others: `… and its partners`. */
function ownToo({ words, shown }: ConsentBox): boolean {
  const lists = /\b(et|and|und|ainsi que|or|ou|oder|&)\b [^.:]{0,40}/gu
  if ([...words.matchAll(lists)].some(([part]) => partners.test(part)) && !sharing.test(words)) return true
  return (
    [...flat(shown).matchAll(lists)].some(([part]) => partners.test(part)) &&
    marketing.test(words) &&
    !sharing.test(words)
  )
}

/** J5: yes and no are equally easy to see and to read (S-TAGADA, S-CALOGA). */
export function checkBalance(facts: FormFacts): FormFinding[] {
  const radios = facts.boxes.filter(({ pair }) => pair)
  const found: FormFinding[] = []
  const [yes, no] = [radios.find(({ says }) => says === 'yes'), radios.find(({ says }) => says === 'no')]
  if (yes !== undefined && no !== undefined)
    found.push(
      yes.checked
        ? finding('fail', 'yes-preset', quotes([yes, no]))
        : shaming.test(flat(no.shown))
          ? finding('fail', 'shaming', quotes([no]))
          : finding('pass', 'equal-choice', quotes([yes, no])),
    )
  else if (yes !== undefined) found.push(finding('fail', 'no-missing', quotes([yes])))
  const refuse = declineButton(facts.form.buttons)
  const accept = facts.form.buttons.find((button) => button !== refuse && button.submits)
  if (refuse !== undefined && accept !== undefined) found.push(balance(accept, refuse))
  const veiled =
    facts.yesButton === null || refuse !== undefined
      ? undefined
      : facts.form.buttons.find(({ text }) => continueButton.test(flat(text)))
  if (veiled !== undefined) found.push(finding('fail', 'no-veiled', [facts.yesButton, quoteOf(veiled.text)]))
  const unclear = facts.boxes.filter(({ words }) => twisted.test(words))
  if (unclear.length > 0) found.push(finding('fail', 'twisted', quotes(unclear)))
  return found.length > 0 ? found : [finding('not-applicable', 'no-pair')]
}

const loud = /primary|accept|cta|\blg\b|-lg|big|large|success|green|main/u
const faint = /link|secondary|small|\bsm\b|-sm|muted|text-|ghost|outline|light|refuse|skip|tiny/u

function balance(accept: FormButton, refuse: FormButton): FormFinding {
  const shown = [quoteOf(accept.text), quoteOf(refuse.text)]
  if (shaming.test(flat(refuse.text))) return finding('fail', 'shaming', shown)
  if (accept.link !== refuse.link || isSmaller(accept, refuse) || isPaler(accept, refuse))
    return finding('fail', 'unequal', shown)
  const [a, r] = [accept.look, refuse.look]
  const alike = a.background !== null && a.background === r.background && a.fontPx === r.fontPx
  return classesOf(accept) === classesOf(refuse) || alike
    ? finding('pass', 'equal-choice', shown)
    : finding('unsure', 'look-unknown', shown)
}

const classesOf = (button: FormButton) => button.classes.join(' ')

function isSmaller({ look: a }: FormButton, { look: r }: FormButton): boolean {
  if (r.fontPx === null) return false
  return a.fontPx === null ? r.fontPx < 12 : a.fontPx > r.fontPx * 1.15
}

/** By its colour, or by its classes where no colour is known. */
function isPaler(accept: FormButton, refuse: FormButton): boolean {
  const [a, r] = [accept.look.background, refuse.look.background]
  return a === r ? a === null && loud.test(classesOf(accept)) && faint.test(classesOf(refuse)) : true
}

/** What the page behind the partners' link shows; null = it was not opened. */
export interface PartnerList {
  url: string
  names: number
  dated: boolean
}

/**
 * J11: the companies that get the data are named, dated, and reachable where the choice is made (S-HUBSIDE, S-CANAL,
 *   E4).
 */
export function checkPartners(facts: FormFacts, list: PartnerList | null): FormFinding[] {
  const boxes = facts.boxes.filter((box) => box.partners && box.says !== 'no' && partners.test(flat(box.shown)))
  const told = facts.sentences.filter(
    ({ words }) => partners.test(words) && !denial.test(words) && (sharing.test(words) || marketing.test(words)),
  )
  if (boxes.length === 0 && told.length === 0) {
    const given = facts.sentences.find(
      ({ words }) => sharedWith.test(words) && !ownHands.test(words) && !denial.test(words) && !onlyUse.test(words),
    )
    return [
      given === undefined
        ? finding('not-applicable', 'no-partners')
        : finding('unsure', 'recipients-unclear', [quoteOf(given.shown)]),
    ]
  }
  const texts = [...boxes.map(({ shown }) => shown), ...facts.sentences.map(({ shown }) => shown)]
  const named = texts.find((text) => partners.test(flat(text)) && namesIn(text) > 0)
  const dated = texts.some((text) => (partners.test(flat(text)) || /liste|list\b/u.test(flat(text))) && hasDate(text))
  if (named !== undefined)
    return [
      dated
        ? finding('pass', 'partners-named', [quoteOf(named)])
        : finding('fail', 'partners-undated', [quoteOf(named)]),
    ]
  const link = partnerLink(facts)
  const quote = [quoteOf(boxes[0]?.shown ?? told[0]?.shown ?? '')]
  if (link === null) return [finding('fail', 'partners-unnamed', quote)]
  if (list === null) return [finding('unsure', 'partners-unopened', [link.text])]
  if (list.names === 0) return [finding('fail', 'partners-empty', [link.text])]
  return [
    list.dated
      ? finding('pass', 'partners-listed', [link.text], [String(list.names)])
      : finding('fail', 'partners-undated', [link.text]),
  ]
}

/** The link that leads to the list of partners, where there is one. */
export function partnerLink(facts: FormFacts): { text: string; href: string; raw: string } | null {
  const links = [
    ...facts.form.fields.flatMap((field) => field.links),
    ...facts.form.pieces.flatMap((piece) => piece.links),
  ]
  return (
    links
      .filter((link) => !declineWords.test(flat(link.text)))
      .find((link) => partners.test(flat(link.text)) || /partenaires|partners|partner/u.test(link.raw.toLowerCase())) ??
    null
  )
}

/** Companies named in a text: with their legal form, or as a list of proper names behind a colon or in brackets. */
function namesIn(text: string): number {
  const forms =
    text.match(
      /(?<![\p{L}&'’-])\p{Lu}[\p{L}&'’-]+ (?:\p{Lu}[\p{L}&'’-]+ )?(SAS|SARL|SA|SASU|GmbH|AG|KG|Ltd|LLC|Inc|plc|BV|SRL|SpA)\b/gu,
    )?.length ?? 0
  const after =
    /(?:partenaires?|partners?|partnern?|unternehmen|companies|soci[ée]t[ée]s)[^.:(]{0,60}[:(]([^.)]+)/iu.exec(
      text,
    )?.[1] ?? ''
  return Math.max(
    forms - (/(?:partenaires?|partners?)/iu.test(text) && after === '' ? forms : 0),
    after.split(/,|;| et | and | und /u).filter((name) => /^\s*\p{Lu}[\p{L}\d&'’ .-]+$/u.test(name)).length,
  )
}

export function hasDate(text: string): boolean {
  return /\b\d{1,2}[/. ]\d{1,2}[/. ]20\d\d\b|\b20\d\d-\d\d-\d\d\b|(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|marz|juni|juli|oktober|dezember)[ ,]+20\d\d/u.test(
    flat(text),
  )
}

/** J12: what was asked for does not depend on a yes to being solicited (G art. 7(4)). */
export function checkCondition(facts: FormFacts): FormFinding[] {
  const forced = forcedYes(facts)
  if (forced !== null) return [forced]
  const unread = facts.unread.filter((field) => isRequired(field))
  if (unread.length > 0)
    return [
      finding(
        'unsure',
        'box-unread',
        unread.map(({ label }) => quoteOf(label)),
      ),
    ]
  const processing = facts.boxes.filter((box) => box.says === 'processing' && isRequired(box.field))
  if (processing.length > 0) return [finding('unsure', 'processing-forced', quotes(processing))]
  if (asked(facts).length > 0 || declineButton(facts.form.buttons) !== undefined)
    return [finding('pass', 'consent-free', quotes(asked(facts)))]
  return [
    facts.purpose === 'download' ? finding('pass', 'given-freely') : finding('not-applicable', 'no-consent-asked'),
  ]
}

/** A yes without which nothing is sent; a newsletter may ask for its own. */
function forcedYes(facts: FormFacts): FormFinding | null {
  const forced = asked(facts).filter(({ pair, field }) => !pair && isRequired(field))
  const more = forced.some((box) => box.partners || box.channels.some((channel) => channel !== 'email'))
  if (facts.purpose === 'newsletter' && !more) return null
  if (forced.length > 0) return finding('fail', 'consent-forced', quotes(forced))
  const click = flat(facts.submitYes ?? '')
  if (marketing.test(click) || partners.test(click) || (reached.test(click) && !ownRequest.test(click)))
    return finding('fail', 'click-forced', [quoteOf(facts.submitYes ?? '')])
  return facts.yesButton !== null && isOnlyButton(facts)
    ? finding('fail', 'click-forced', [quoteOf(facts.yesButton)])
    : null
}

/** Nobody can send the form without the button that says yes to being solicited. */
function isOnlyButton(facts: FormFacts): boolean {
  return (
    declineButton(facts.form.buttons)?.link !== false &&
    facts.sentences.some(({ words }) => marketing.test(words)) &&
    asked(facts).length === 0
  )
}
