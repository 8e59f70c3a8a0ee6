import {
  aboutRequest,
  agreeing,
  besides,
  contactWords,
  usesFor,
  channelWords,
  companyForm,
  contactAbout,
  controllerWords,
  dataLink,
  declineWords,
  denial,
  legitimateInterest,
  marketing,
  moreWords,
  noWords,
  noticeSigns,
  onlyRead,
  onlyUse,
  ownRequest,
  ownService,
  partners,
  privacy,
  privacyPath,
  purposeWords,
  reached,
  request,
  sharing,
  soliciting,
  submitJoins,
  submitYes,
  terms,
  termsPath,
  untick,
  yesWords,
  type FormPurpose,
} from './tables/form-words.ts'
import { fieldKinds, noData, type FieldNature } from './tables/form-fields.ts'
import { trimEndOf } from '../app/trim-signs.ts'
import { flat, sentencesOf } from './flat.ts'
import type { FormField, FormLink, FormModel, FormPiece } from './model.ts'

/** A field that asks for something about the person. */
export interface DataField {
  field: FormField
  kind: string
  nature: FieldNature
  /** How it is called on the page. */
  called: string
}

/** A box, or a choice of yes and no, with what it stands for. */
export interface ConsentBox {
  field: FormField
  words: string
  shown: string
  says: 'yes' | 'no' | 'processing' | 'terms'
  /** True where the answer is one of a pair of buttons of one name. */
  pair: boolean
  /** The answer is given before the person gives one. */
  checked: boolean
  channels: readonly string[]
  partners: boolean
  terms: boolean
  privacy: boolean
}

/** What all rows look at; counted once for a form. */
export interface FormFacts {
  form: FormModel
  purpose: FormPurpose
  data: readonly DataField[]
  boxes: readonly ConsentBox[]
  /** Sentences of the texts around the form, with where they stand. */
  sentences: readonly { shown: string; words: string; place: FormPiece['place']; tiny: boolean }[]
  /** Boxes with a sentence of their own that no word tells the meaning of. */
  unread: readonly FormField[]
  /** Sentence that takes the click for a yes. */
  submitYes: string | null
  /** The button itself says yes to being solicited. */
  yesButton: string | null
  /** Sentence that says the company will solicit, without asking. */
  announced: string | null
  privacyLinks: readonly (FormLink & { place: FormPiece['place'] | 'foot' | 'box' })[]
  termsLinks: readonly FormLink[]
  /** How people of this form come to be solicited. */
  basis: 'asked' | 'newsletter' | 'interest' | 'click' | 'none' | 'unknown'
}

export function factsOf(form: FormModel): FormFacts {
  const sentences = form.pieces.flatMap((piece) =>
    sentencesOf(piece.text).map((shown) => ({ shown, words: flat(shown), place: piece.place, tiny: piece.tiny })),
  )
  const boxes = form.fields.flatMap((field) =>
    boxOf(
      field,
      form,
      sentences.filter(({ place }) => place === 'before'),
    ),
  )
  const unread = form.fields.filter(
    (field) =>
      field.control === 'checkbox' &&
      !boxes.some((box) => box.field === field) &&
      isSentence(field) &&
      !form.fields.some(
        (other) =>
          other !== field &&
          other.control === 'checkbox' &&
          ((field.group !== '' && other.group === field.group) || (field.name !== '' && other.name === field.name)),
      ),
  )
  const data = form.fields.filter((field) => !boxes.some((box) => box.field === field)).flatMap(dataOf)
  const purpose = purposeOf(form)
  const links = [
    ...form.pieces.flatMap((piece) =>
      piece.links.map((link) => ({ ...link, place: piece.tiny ? ('apart' as const) : piece.place, about: piece.text })),
    ),
    ...form.fields.flatMap((field) => field.links.map((link) => ({ ...link, place: 'box' as const, about: '' }))),
  ]
  const told = links.filter(
    (link) =>
      isPrivacy(link) ||
      (moreWords.test(flat(link.text)) &&
        noticeSigns[1].test(flat(link.about)) &&
        /^(https?:|\/|[\w.-]+(\/|\.html?|$))/iu.test(link.raw)),
  )
  const privacyLinks = [
    ...told.map(({ about: _about, ...link }) => link),
    ...form.footLinks.map((link) => ({ ...link, place: 'foot' as const })),
  ]
  const click =
    sentences.find(
      ({ words }) =>
        submitYes.some((pattern) => pattern.test(words)) ||
        (purpose !== 'newsletter' && submitJoins.some((pattern) => marketing.test(pattern.exec(words)?.[0] ?? ''))),
    )?.shown ?? null
  const yesButton =
    form.buttons.find(
      (button) =>
        /j'accepte|i (agree|accept)|akzeptiere|einverstanden|zustimm|accepter|\baccept\b|^(oui|yes|ja)\b|\bacepto\b|\baccetto\b|ik ga akkoord/u.test(
          flat(button.text),
        ) && !button.link,
    )?.text ?? null
  const announced = announcement(sentences, click, purpose)
  const asked = boxes.some((box) => box.says === 'yes')
  // A notice that does not say what the data are for does not say either that nobody is solicited.
  const informed =
    sentences.some(
      ({ words }) =>
        (isNotice(words) && usesFor.test(words)) ||
        (denial.test(words) && (marketing.test(words) || contactAbout.test(words))),
    ) || boxes.some((box) => box.says === 'processing')
  const more = sentences.some(
    ({ words }) => besides.test(words) && isNotice(words) && !denial.test(words) && !request.test(words),
  )
  const basis =
    asked || form.buttons.some((button) => declineWords.test(flat(button.text)))
      ? 'asked'
      : announced !== null
        ? 'interest'
        : click !== null && marketing.test(flat(click))
          ? 'click'
          : purpose === 'newsletter'
            ? 'newsletter'
            : informed && !more
              ? 'none'
              : 'unknown'
  return {
    form,
    purpose,
    data,
    boxes,
    unread,
    sentences,
    submitYes: click,
    yesButton,
    announced,
    privacyLinks,
    termsLinks: links.filter((link) => terms.test(flat(link.text)) || termsPath.test(link.raw)),
    basis: boxes.some((box) => box.says === 'no') && !asked ? 'interest' : basis,
  }
}

/** A word or two name a topic; more, or a mark set for somebody, may be an agreement. */
function isSentence({ label, checked }: FormField): boolean {
  const words = flat(label)
  return words !== '' && !ownService.test(words) && !onlyRead.test(words) && (checked || words.split(' ').length >= 5)
}

/** Whether a sentence informs: it says of data that they are used, or by whom (docs/reference/law.md#d). */
export function isNotice(words: string): boolean {
  return noticeSigns.filter((sign) => sign.test(words)).length >= 2
}

export function namesCompany(shown: string): boolean {
  return controllerWords.test(flat(shown)) || companyForm.test(shown)
}

/** A link to a privacy text. An address to write to is none, whatever it is called. */
export function isPrivacy(link: FormLink): boolean {
  return (
    !/^\s*(mailto|tel):/iu.test(link.raw) &&
    (privacy.test(flat(link.text)) || dataLink.test(flat(link.text)) || privacyPath.test(link.raw.toLowerCase()))
  )
}

/**
 * A choice among boxes or buttons asks once, by the question above them; told only where that is about the private
 * person.
 */
function choiceOf(field: FormField, all: readonly FormField[]): DataField[] {
  const asked = field.group !== '' ? field.group : field.control === 'checkbox' ? field.label : ''
  const kind = fieldKinds.find(([, pattern]) => pattern.test(flat(asked).replace(/\([^()]*\)/gu, ' ')))
  if (kind === undefined || (kind[2] !== 'never' && kind[2] !== 'private')) return []
  return all.find((one) => one.name === field.name && one.group === field.group) === field
    ? [{ field, kind: kind[0], nature: kind[2], called: trimEndOf(asked, /[*:\s]/u).trim() }]
    : []
}

function dataOf(field: FormField, _place: number, all: readonly FormField[]): DataField[] {
  if (field.control === 'checkbox' || field.control === 'radio') return choiceOf(field, all)
  if (['password', 'search'].includes(field.control)) return []
  const called = field.label !== '' ? field.label : field.help !== '' ? field.help : field.name
  const told = flat(`${field.label} ${field.label === '' ? field.help : ''}`)
  const named = flat(field.name.replace(/([a-z])([A-Z])/gu, '$1 $2').replace(/[_\-[\].]+/gu, ' '))
  if (noData.test(flat(field.name)) || (told === '' && noData.test(named))) return []
  const shown = trimEndOf(called, /[*:\s]/u).trim()
  if (field.control === 'email')
    return [
      { field, kind: 'email', nature: /personnel|prive|private/u.test(told) ? 'private' : 'usual', called: shown },
    ]
  if (field.control === 'textarea') return [{ field, kind: 'message', nature: 'usual', called: shown }]
  // Its own name counts only where the label says nothing that is known: `adresse` is often the name of an e-mail's
  // field.
  const kind =
    fieldKinds.find(([, pattern]) => pattern.test(told.replace(/\([^()]*\)/gu, ' '))) ??
    (told === '' || field.control === 'tel' ? fieldKinds.find(([, pattern]) => pattern.test(named)) : undefined)
  if (field.control === 'tel' && kind === undefined) return [{ field, kind: 'phone', nature: 'phone', called: shown }]
  if (kind === undefined) return [{ field, kind: 'other', nature: 'other', called: shown }]
  return [{ field, kind: kind[0], nature: kind[2], called: shown }]
}

function boxOf(field: FormField, form: FormModel, before: readonly { words: string; shown: string }[]): ConsentBox[] {
  const own = flat(field.label)
  if (field.control === 'select') {
    // A list of yes and no is a box with another look.
    if (!marketing.test(own) || !field.options.some((option) => /^(oui|yes|ja|si)\b/u.test(flat(option)))) return []
    return [
      {
        field,
        words: own,
        shown: field.label,
        says: 'yes',
        pair: false,
        checked: /^(oui|yes|ja|si)\b/u.test(flat(field.value)),
        channels: channelsIn(own),
        partners: partners.test(own),
        terms: false,
        privacy: false,
      },
    ]
  }
  if (field.control !== 'checkbox' && field.control !== 'radio') return []
  const pair = field.control === 'radio'
  // `by e-mail` alone means what stands above it.
  const near =
    field.group !== ''
      ? flat(field.group)
      : (before.findLast(({ words }) => marketing.test(words) || partners.test(words))?.words ?? '')
  const short =
    pair ||
    (own.length < 60 &&
      !marketing.test(own) &&
      (Object.values(channelWords).some((pattern) => pattern.test(own)) || yesWords.test(own)))
  const words = short && (marketing.test(near) || partners.test(near)) ? `${near} ${own}` : own
  if (pair && !/\b(oui|non|yes|no|ja|nein|si|nee|j'accepte|je refuse|i agree|i accept)\b/u.test(own)) return []
  const solicits =
    marketing.test(words) ||
    contactAbout.test(words) ||
    (yesWords.test(own) && channelsIn(own).length > 0 && !ownRequest.test(own)) ||
    (reached.test(words) && !ownRequest.test(words)) ||
    (partners.test(words) && (sharing.test(words) || soliciting.test(words))) ||
    (short && words !== own)
  const base = {
    field,
    words,
    shown: field.label === '' ? field.name : field.label,
    pair,
    checked: field.checked,
    channels: channelsIn(own),
    partners: partners.test(words),
    terms: terms.test(own),
    privacy: privacy.test(own) && !(onlyRead.test(own) && marketingOrReached(own)),
  }
  if (untick.test(own) && solicits) return [{ ...base, says: 'yes' }]
  if (noWords.test(own) || (pair && /^\W*(non|no|nein|nee|je refuse)\b/u.test(own)))
    return solicits ||
      pair ||
      /recevoir|receive|erhalten|contact|inform|sollicit|kontaktier|recibir|ricevere|ontvang|contatt|hear from|e-?mail|offres|offers|news\b|demarch|refus|oppos/u.test(
        own,
      )
      ? [{ ...base, says: 'no' }]
      : []
  const agrees = yesWords.test(words) || short
  if (partners.test(words) && sharing.test(words)) return [{ ...base, says: 'yes' }]
  if (solicits && (agrees || soliciting.test(words))) return [{ ...base, says: 'yes' }]
  if (!agrees && !base.terms && !base.privacy) return []
  if (base.terms || (base.privacy && form.fields.length > 0 && !isNotice(own))) return [{ ...base, says: 'terms' }]
  return isNotice(own) || base.privacy || (request.test(own) && agreeing.test(own))
    ? [{ ...base, says: 'processing' }]
    : []
}

const marketingOrReached = (words: string) => marketing.test(words) || reached.test(words)
const channelsIn = (words: string) =>
  Object.entries(channelWords)
    .filter(([, pattern]) => pattern.test(words))
    .map(([name]) => name)

/** What is about the person's own request, or said not to happen, announces nothing. */
function announcement(sentences: FormFacts['sentences'], click: string | null, purpose: FormPurpose): string | null {
  const found = sentences.find(({ words, shown }) => {
    if (shown === click || noWords.test(words) || isQuestion(shown)) return false
    const clauses = words.split(/[,;:]| et (?=de |vous |d')| and (?=to |for |send )| und (?=aufgrund |zur )/u)
    const says =
      clauses.some(
        (clause) =>
          marketing.test(clause) &&
          soliciting.test(words) &&
          !denial.test(clause) &&
          !onlyUse.test(clause) &&
          !aboutRequest.test(clause),
      ) ||
      (contactAbout.test(words) && !denial.test(words) && !onlyUse.test(words) && !aboutRequest.test(words))
    return (
      says &&
      (legitimateInterest.test(words) ||
        isNotice(words) ||
        /(vous|we|us|nous|wir|uns|you|your|votre|vos|ihre|ihnen|sie|usted|le|les|lei|vi|voi|u|je|jou)\b/u.test(
          words,
        )) &&
      !(purpose === 'newsletter' && /newsletter|lettre|infobrief/u.test(words.replace(legitimateInterest, ''))) &&
      !agreementAsked(words)
    )
  })
  return found?.shown ?? null
}

const isQuestion = (shown: string) => /\?\s*$|\?\s*\(/u.test(shown)
/** What depends on a yes is asked for, not announced. */
const agreementAsked = (words: string) =>
  /si vous (le )?(souhaitez|acceptez)|if you (wish|agree|like)|(avec|sans) votre (accord|consentement)|with(out)? your (consent|agreement)|wenn sie (mochten|zustimmen)|(mit|ohne) ihre einwilligung|demarchage|si (lo desea|acepta)|(con|sin) su consentimiento|se (lo desidera|acconsente)|(con|senza) il suo consenso|als u (dat wenst|akkoord)|(met|zonder) uw toestemming/u.test(
    words,
  )

function purposeOf(form: FormModel): FormPurpose {
  const button = flat(
    form.buttons
      .filter((one) => one.submits)
      .map((one) => one.text)
      .join(' '),
  )
  // What stands around a form for questions may speak of the newsletter without being one.
  const asks =
    form.fields.some(({ control }) => control === 'textarea') || contactWords.test(flat(`${form.heading} ${button}`))
  for (const place of [
    button,
    flat(form.heading),
    asks
      ? ''
      : flat(
          form.pieces
            .slice(0, 2)
            .map((piece) => piece.text)
            .join(' '),
        ),
    flat(`${form.fields.map((field) => field.label).join(' ')} ${form.name}`),
  ]) {
    const found = purposeWords.find(([purpose, pattern]) => purpose !== 'contact' && pattern.test(place))
    if (found !== undefined) return found[0]
  }
  return contactWords.test(flat(form.heading)) || contactWords.test(button) ? 'contact' : 'other'
}
