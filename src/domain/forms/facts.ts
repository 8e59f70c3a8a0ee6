import { announcement } from './announcement.ts'
import { boxOf, type ConsentBox } from './consent-boxes.ts'
import { dataOf, type DataField } from './data-fields.ts'
import { flat, sentencesOf } from './flat.ts'
import type { PageField, FormLink, FormModel, FormPiece } from './model.ts'
import { isNotice, isPrivacy, type Sentence } from './notice.ts'
import { purposeOf } from './purpose.ts'
import {
  besides,
  usesFor,
  contactAbout,
  declineWords,
  denial,
  marketing,
  moreWords,
  noticeSigns,
  onlyRead,
  ownService,
  request,
  submitJoins,
  submitYes,
  terms,
  termsPath,
  type FormPurpose,
} from './tables/form-words.ts'

/** What all rows look at; counted once for a form. */
export interface FormFacts {
  form: FormModel
  purpose: FormPurpose
  data: readonly DataField[]
  boxes: readonly ConsentBox[]
  /** Sentences of the texts around the form, with where they stand. */
  sentences: readonly Sentence[]
  /** Boxes with a sentence of their own that no word tells the meaning of. */
  unread: readonly PageField[]
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

/** Reads a form once for all rows of the checklist. */
export function formFactsOf(form: FormModel): FormFacts {
  const sentences = form.pieces.flatMap((piece) =>
    sentencesOf(piece.text).map((shown) => ({ shown, words: flat(shown), place: piece.place, tiny: piece.tiny })),
  )
  const above = sentences.filter(({ place }) => place === 'before')
  const boxes = form.fields.flatMap((field) => boxOf(field, form, above))
  const isBox = (field: PageField) => boxes.some((box) => box.field === field)
  const purpose = purposeOf(form)
  const click = takenForYes(sentences, purpose)
  const facts = {
    form,
    purpose,
    data: form.fields.filter((field) => !isBox(field)).flatMap(dataOf),
    boxes,
    unread: form.fields.filter(
      (field) => field.control === 'checkbox' && !isBox(field) && isSentence(field) && !hasSisters(field, form.fields),
    ),
    sentences,
    submitYes: click,
    yesButton: form.buttons.find((button) => agreesByButton.test(flat(button.text)) && !button.link)?.text ?? null,
    announced: announcement(sentences, click, purpose),
    ...linksOf(form),
  }
  return { ...facts, basis: basisOf(facts) }
}

const agreesByButton =
  /j'accepte|i (agree|accept)|akzeptiere|einverstanden|zustimm|accepter|\baccept\b|^(oui|yes|ja)\b|\bacepto\b|\baccetto\b|ik ga akkoord/u

/** One of several boxes of one question. */
function hasSisters(field: PageField, all: readonly PageField[]): boolean {
  return all.some(
    (other) =>
      other !== field &&
      other.control === 'checkbox' &&
      ((field.group !== '' && other.group === field.group) || (field.name !== '' && other.name === field.name)),
  )
}

/** The sentence that takes the click on the button for a yes. */
function takenForYes(sentences: readonly Sentence[], purpose: FormPurpose): string | null {
  const found = sentences.find(
    ({ words }) =>
      submitYes.some((pattern) => pattern.test(words)) ||
      (purpose !== 'newsletter' && submitJoins.some((pattern) => marketing.test(pattern.exec(words)?.[0] ?? ''))),
  )
  return found?.shown ?? null
}

function linksOf(form: FormModel): Pick<FormFacts, 'privacyLinks' | 'termsLinks'> {
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
  return {
    privacyLinks: [
      ...told.map(({ about: _about, ...link }) => link),
      ...form.footLinks.map((link) => ({ ...link, place: 'foot' as const })),
    ],
    termsLinks: links.filter((link) => terms.test(flat(link.text)) || termsPath.test(link.raw)),
  }
}

/** How people of this form come to be solicited. */
function basisOf({
  form,
  boxes,
  sentences,
  announced,
  submitYes: click,
  purpose,
}: Omit<FormFacts, 'basis'>): FormFacts['basis'] {
  const asked = boxes.some((box) => box.says === 'yes')
  if (!asked && boxes.some((box) => box.says === 'no')) return 'interest'
  if (asked || form.buttons.some((button) => declineWords.test(flat(button.text)))) return 'asked'
  if (announced !== null) return 'interest'
  if (click !== null && marketing.test(flat(click))) return 'click'
  if (purpose === 'newsletter') return 'newsletter'
  return isInformed(boxes, sentences) && !usesMore(sentences) ? 'none' : 'unknown'
}

/** A notice that does not say what the data are for does not say either that nobody is solicited. */
function isInformed(boxes: readonly ConsentBox[], sentences: readonly Sentence[]): boolean {
  return (
    boxes.some((box) => box.says === 'processing') ||
    sentences.some(
      ({ words }) =>
        (isNotice(words) && usesFor.test(words)) ||
        (denial.test(words) && (marketing.test(words) || contactAbout.test(words))),
    )
  )
}

/** Something is done with the data besides what was asked for. */
function usesMore(sentences: readonly Sentence[]): boolean {
  return sentences.some(
    ({ words }) => besides.test(words) && isNotice(words) && !denial.test(words) && !request.test(words),
  )
}

/** A word or two name a topic; more, or a mark set for somebody, may be an agreement. */
function isSentence({ label, checked }: PageField): boolean {
  const words = flat(label)
  return words !== '' && !ownService.test(words) && !onlyRead.test(words) && (checked || words.split(' ').length >= 5)
}
