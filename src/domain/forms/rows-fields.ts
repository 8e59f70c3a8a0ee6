import {
  agreementWords,
  allRequired,
  callWords,
  consequence,
  marked,
  markedOptional,
  onlyUse,
  partners,
  request,
  starLegend,
} from './tables/form-words.ts'
import type { DataField } from './data-fields.ts'
import type { FormFacts } from './facts.ts'
import { finding, type FormFinding } from './finding.ts'
import { flat, quoteOf } from './flat.ts'

/** Fields from which on a form asks for much. */
const many = 10
/** What is sent by e-mail needs no number and no street. */
const sentByMail: readonly string[] = ['newsletter', 'download', 'event']

/** J1: only what is needed; a number that is not used, or data of the private person, is a breach (S-PERFORM). */
export function checkFields(facts: FormFacts): FormFinding[] {
  const { data, purpose } = facts
  if (data.length === 0) return [finding('unsure', 'no-fields')]
  const names = (list: readonly DataField[]) => list.map(({ called }) => called)
  const found: FormFinding[] = []
  const never = data.filter(({ nature }) => nature === 'never')
  if (never.length > 0) found.push(finding('fail', 'sensitive-field', [], names(never)))
  const personal = data.filter(({ nature }) => nature === 'private')
  if (personal.length > 0) found.push(finding('fail', 'private-field', [], names(personal)))
  for (const one of data.filter(({ nature }) => nature === 'phone')) found.push(...phoneNeed(facts, one))
  const streets = data.filter(({ nature }) => nature === 'street')
  const posted =
    facts.sentences.some(({ words }) =>
      /par courrier|voie postale|by post|per post|livraison|delivery|versand|catalog|katalog/u.test(words),
    ) || /catalog|katalog|livraison|delivery/u.test(flat(facts.form.heading))
  if (streets.length > 0 && !posted)
    found.push(
      finding(
        sentByMail.includes(purpose) || streets.some(({ field }) => isRequired(field)) ? 'fail' : 'unsure',
        'street-field',
        [],
        names(streets),
      ),
    )
  const asked = data.filter(({ nature, field }) => nature === 'ask' && isRequired(field))
  if (asked.length > 0) found.push(finding('unsure', 'civility-field', [], names(asked)))
  if (data.length >= many) found.push(finding('unsure', 'many-fields', [], [String(data.length)]))
  return found.length > 0 ? found : [finding('pass', 'fields-needed', [], names(data))]
}

function phoneNeed(facts: FormFacts, { field, called }: DataField): FormFinding[] {
  const told = `${flat(field.label)} ${flat(field.help)}`
  const around =
    facts.sentences.find(
      ({ words }) =>
        /(numero|telephon|number|nummer)/u.test(words) &&
        (/rappel|call you|ruckruf|zuruck|anruf/u.test(words) || (onlyUse.test(words) && request.test(words))),
    ) ??
    facts.sentences.find(
      ({ words }) => onlyUse.test(words) && request.test(words) && /appel|\bcall|anruf|rufen sie/u.test(words),
    )
  const reason =
    /rappel|pour (convenir|vous (joindre|appeler)|fixer)|to call|to arrange|only to|so that we can|um (sie|einen)|fur den ruckruf|zuruckrufen/u.test(
      told,
    ) || around !== undefined
  if (facts.purpose === 'callback' || reason) return []
  const wanted = facts.boxes.some(
    (box) =>
      box.says === 'yes' &&
      (box.channels.includes('phone') || box.channels.includes('sms')) &&
      !box.checked &&
      !isRequired(box.field),
  )
  // A box that asks for calls gives the number a use, where nobody is forced to leave either.
  if (wanted && !isRequired(field)) return []
  if (isRequired(field)) return [finding('fail', 'phone-required', [], [called])]
  return [
    facts.purpose === 'newsletter'
      ? finding('fail', 'phone-unused', [], [called])
      : finding('unsure', 'phone-unexplained', [], [called]),
  ]
}

export function isRequired(field: { required: boolean; label: string; help: string }): boolean {
  return (
    field.required ||
    (marked.test(flat(`${field.label} ${field.help}`)) && !markedOptional.test(flat(`${field.label} ${field.help}`)))
  )
}

const textOf = (field: DataField['field']) => flat(`${field.label} ${field.help}`)
const isMarked = (field: DataField['field']) => marked.test(textOf(field)) && !markedOptional.test(textOf(field))

/** J2: what is compulsory is seen, and what becomes of somebody who leaves it empty is said (G art. 13(2)(e)). */
export function checkMarking(facts: FormFacts): FormFinding[] {
  const { data } = facts
  const told = facts.sentences.filter(({ place }) => place !== 'apart')
  if (data.length <= 1) return [finding('not-applicable', 'one-field')]
  const said =
    told.find(({ words }) => consequence.test(words)) ??
    data
      .map(({ field }) => field.help)
      .filter((help) => consequence.test(flat(help)))
      .map((help) => ({ shown: help }))[0]
  const found = [
    ...(told.some(({ words }) => allRequired.test(words)) ? [] : unseen(data, told)),
    ...(said === undefined ? [finding('fail', 'no-consequence')] : []),
  ]
  return found.length > 0 ? found : [finding('pass', 'marked', [quoteOf(said?.shown ?? '')])]
}

/**
 * Where no sentence says that everything is compulsory: fields whose label does not show it, a star nobody explains.
 */
function unseen(data: readonly DataField[], told: readonly { words: string }[]): FormFinding[] {
  const required = data.filter(({ field }) => field.required || isMarked(field))
  const bare = data.filter(({ field }) => field.required && !isMarked(field))
  const others = data.filter(({ field }) => !field.required && !isMarked(field))
  if (others.length > 0 && others.every(({ field }) => markedOptional.test(textOf(field)))) return []
  if (required.length === 0)
    return [
      finding(
        'fail',
        'nothing-marked',
        [],
        (bare.length > 0 ? bare : data).map(({ called }) => called),
      ),
    ]
  if (bare.length > 0)
    return [
      finding(
        'fail',
        'unmarked',
        [],
        bare.map(({ called }) => called),
      ),
    ]
  const starred = required.some(({ field }) => /\*/u.test(`${field.label}${field.help}`))
  return starred && !told.some(({ words }) => starLegend.test(words)) ? [finding('fail', 'star-unexplained')] : []
}

/** J13: whoever leaves a number reads that consumers are called only with their consent (LF2, since 11 August 2026). */
export function checkCalls(facts: FormFacts): FormFinding[] {
  const phones = facts.data.filter(({ nature }) => nature === 'phone')
  if (phones.length === 0) return [finding('not-applicable', 'no-phone')]
  const texts = [
    ...facts.sentences.map(({ shown }) => shown),
    ...phones.map(({ field }) => `${field.label} ${field.help}`),
    ...facts.boxes.map(({ shown }) => shown),
  ]
  const said = texts.find((shown) => {
    const words = flat(shown)
    return callWords.test(words) && agreementWords.test(words) && !partners.test(words)
  })
  if (said !== undefined) return [finding('pass', 'calls-said', [quoteOf(said)])]
  const box = facts.boxes.find((one) => one.says === 'yes' && one.channels.includes('phone') && !one.checked)
  if (box !== undefined) return [finding('pass', 'calls-asked', [quoteOf(box.shown)])]
  const limited = texts.find((shown) => {
    const words = flat(shown)
    return (
      onlyUse.test(words) &&
      request.test(words) &&
      /telephon|numero|rappel|call|phone|number|nummer|ruckruf|anruf/u.test(words)
    )
  })
  if (limited !== undefined) return [finding('pass', 'calls-limited', [quoteOf(limited)])]
  return [
    finding(
      'fail',
      'calls-unsaid',
      [],
      phones.map(({ called }) => called),
    ),
  ]
}
