import { isNotice, type Sentence } from './notice.ts'
import {
  aboutRequest,
  contactAbout,
  denial,
  legitimateInterest,
  marketing,
  noWords,
  onlyUse,
  soliciting,
  type FormPurpose,
} from './tables/form-words.ts'

/** What is about the person's own request, or said not to happen, announces nothing. */
export function announcement(
  sentences: readonly Sentence[],
  click: string | null,
  purpose: FormPurpose,
): string | null {
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
