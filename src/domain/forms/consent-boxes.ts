import { flat } from './flat.ts'
import type { PageField, FormModel } from './model.ts'
import { isNotice, type Sentence } from './notice.ts'
import {
  agreeing,
  noticeChannels,
  contactAbout,
  marketing,
  noWords,
  onlyRead,
  ownRequest,
  partners,
  privacy,
  reached,
  request,
  sharing,
  soliciting,
  terms,
  untick,
  yesWords,
} from './tables/form-words.ts'

/** A box, or a choice of yes and no, with what it stands for. */
export interface ConsentBox {
  field: PageField
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

/** Boxes and choices of the field; none when it stands for nothing that a person agrees to or refuses. */
export function boxOf(field: PageField, form: FormModel, before: readonly Sentence[]): ConsentBox[] {
  if (field.control === 'select') return listOf(field)
  if (field.control !== 'checkbox' && field.control !== 'radio') return []
  const own = flat(field.label)
  const pair = field.control === 'radio'
  if (pair && !/\b(oui|non|yes|no|ja|nein|si|nee|j'accepte|je refuse|i agree|i accept)\b/u.test(own)) return []
  const { words, short } = meaningOf(field, before)
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
  const says = readBox({ own, words, short, pair, terms: base.terms, privacy: base.privacy }, form)
  return says === null ? [] : [{ ...base, says }]
}

/** A list of yes and no is a box with another look. */
function listOf(field: PageField): ConsentBox[] {
  const own = flat(field.label)
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

/** The words a box stands for: `by e-mail` alone means what stands above it. */
function meaningOf(field: PageField, before: readonly Sentence[]): { words: string; short: boolean } {
  const own = flat(field.label)
  const near =
    field.group !== ''
      ? flat(field.group)
      : (before.findLast(({ words }) => marketing.test(words) || partners.test(words))?.words ?? '')
  const short =
    field.control === 'radio' ||
    (own.length < 60 &&
      !marketing.test(own) &&
      (Object.values(noticeChannels).some((pattern) => pattern.test(own)) || yesWords.test(own)))
  const words = short && (marketing.test(near) || partners.test(near)) ? `${near} ${own}` : own
  return { words, short }
}

/** A box as it is read. `own`: its label; `words`: what it stands for; `short`: the label alone says too little. */
interface ReadBox {
  own: string
  words: string
  short: boolean
  pair: boolean
  terms: boolean
  privacy: boolean
}

/** What ticking it says; null = nothing of its own. */
function readBox(box: ReadBox, form: FormModel): ConsentBox['says'] | null {
  const { own, words } = box
  const isSoliciting = solicits(box)
  if (untick.test(own) && isSoliciting) return 'yes'
  if (refuses(box)) return isSoliciting || isAboutMail(box) ? 'no' : null
  if (partners.test(words) && sharing.test(words)) return 'yes'
  const agrees = yesWords.test(words) || box.short
  if (isSoliciting && (agrees || soliciting.test(words))) return 'yes'
  return agrees || box.terms || box.privacy ? agreedTo(box, form) : null
}

const refuses = ({ own, pair }: ReadBox) =>
  noWords.test(own) || (pair && /^\W*(non|no|nein|nee|je refuse)\b/u.test(own))

const isAboutMail = ({ own, pair }: ReadBox) => pair || refusable.test(own)

/** What a refusal without a word of marketing may be about. */
const refusable =
  /recevoir|receive|erhalten|contact|inform|sollicit|kontaktier|recibir|ricevere|ontvang|contatt|hear from|e-?mail|offres|offers|news\b|demarch|refus|oppos/u

function solicits({ own, words, short }: ReadBox): boolean {
  return (
    marketing.test(words) ||
    contactAbout.test(words) ||
    (yesWords.test(own) && channelsIn(own).length > 0 && !ownRequest.test(own)) ||
    (reached.test(words) && !ownRequest.test(words)) ||
    (partners.test(words) && (sharing.test(words) || soliciting.test(words))) ||
    (short && words !== own)
  )
}

/** What a yes that is about no mail agrees to: terms, or the processing of the data. */
function agreedTo(
  { own, terms: isTerms, privacy: isAboutPrivacy }: ReadBox,
  form: FormModel,
): 'terms' | 'processing' | null {
  if (isTerms || (isAboutPrivacy && form.fields.length > 0 && !isNotice(own))) return 'terms'
  return isNotice(own) || isAboutPrivacy || (request.test(own) && agreeing.test(own)) ? 'processing' : null
}

const marketingOrReached = (words: string) => marketing.test(words) || reached.test(words)
const channelsIn = (words: string) =>
  Object.entries(noticeChannels)
    .filter(([, pattern]) => pattern.test(words))
    .map(([name]) => name)
