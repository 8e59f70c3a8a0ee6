import type { MessageKind } from '../../../domain/app/kind.ts'
import type { ShownMessage } from '../../../operations/mailbox/read-message.ts'
import type { User } from '../../../store/accounts/users.ts'
import type { ReviewComment } from '../../../store/mailbox/review-comments.ts'
import type { holdsOfReview } from '../../../store/mailbox/reviews-view.ts'
import type { Subdomain } from '../../../store/objections/domain-orders.ts'
import { maskEmail } from '../../../domain/contacts/identity.ts'
import { ProposedScopeFact } from '../../../operations/mailbox/answer-review.ts'
import type { Review } from '../../../store/mailbox/reviews.ts'
import { noonOf } from '../app/noon.ts'
import type { View } from '../app/view.ts'
import { subdomainList } from '../objections/subdomain-list.ts'
import { Time } from '../ui/time.tsx'

export interface ReviewFacts {
  review: Review
  /** First address of the person, masked on the page. */
  email: string | null
  /** Name of the Connection where it was seen, for a question that no message asked. */
  system: string | null
  holds: Awaited<ReturnType<typeof holdsOfReview>>
  message: ShownMessage | null
  /** Sub-domains of the company's domain that people in the base have addresses at; null = it is about no company. */
  subdomains: readonly Subdomain[] | null
  /** Kinds of message that people may stop alone. */
  kinds: readonly MessageKind[]
  comments: readonly ReviewComment[]
  users: readonly User[]
  /** Open questions beside this one in the order of the list. */
  beside: { before: string | null; after: string | null }
}

const maxRules = 6

function RulesFact({ view, rules }: { view: View; rules: readonly string[] }) {
  return rules.length === 0 ? null : (
    <div>
      <dt>{view.t.reviews.page.rules}</dt>
      <dd>
        {rules.slice(0, maxRules).map((rule) => (
          <div>
            {ruleGroup(view, rule)} <code>({rule.replace(/^\w+:/u, '')})</code>
          </div>
        ))}
      </dd>
    </div>
  )
}

/** What kind of rule spoke: a phrase of a language, the statistical reader, or a sign of the whole message. */
function ruleGroup(view: View, rule: string): string {
  const { rulesBy } = view.t.reviews.page
  const [language, id] = rule.split(':')
  if (id?.startsWith('reader-') === true) return rulesBy.reader
  return language === undefined || language === 'any' ? rulesBy.sign : rulesBy.phrase(languageName(view, language))
}

/** "Polish", in the language of the page; the code where nothing names it. */
const languageName = ({ language }: View, code: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code

/** What is known, and what holds until somebody answers. */
export function FactsCard({ view, facts }: { view: View; facts: ReviewFacts }) {
  const { t, f } = view
  const r = t.reviews
  const { review } = facts
  return (
    <section class="card">
      <div class="card-head">
        <h2>{r.page.facts}</h2>
      </div>
      <dl class="facts card-body">
        <div>
          <dt>{r.page.person}</dt>
          <dd>{personOf(view, facts)}</dd>
        </div>
        {facts.message === null ? null : (
          <div>
            <dt>{r.page.received}</dt>
            <dd>
              <Time at={facts.message.receivedAt}>{f.dateTime(facts.message.receivedAt)}</Time>
            </dd>
          </div>
        )}
        <ScopeFact view={view} review={review} />
        {typeof review.facts['language'] === 'string' ? (
          <div>
            <dt>{r.page.language}</dt>
            <dd>{r.page.languageOf(languageName(view, review.facts['language']))}</dd>
          </div>
        ) : null}
        {typeof review.facts['unread'] === 'number' ? (
          <div>
            <dt>{r.page.unread}</dt>
            <dd>{r.page.unreadOf(review.facts['unread'])}</dd>
          </div>
        ) : null}
        {typeof review.facts['how'] === 'string' ? (
          <div>
            <dt>{r.page.how}</dt>
            <dd>{r.page.hows[review.facts['how']] ?? t.common.unknown}</dd>
          </div>
        ) : null}
        {facts.system === null ? null : (
          <div>
            <dt>{r.page.system}</dt>
            <dd>{facts.system}</dd>
          </div>
        )}
        {typeof review.facts['by'] === 'string' ? (
          <div>
            <dt>{r.page.by}</dt>
            <dd>{r.page.byUser(review.facts['by'])}</dd>
          </div>
        ) : null}
        {(['at', 'notedAt'] as const).map((name) => {
          const at = review.facts[name]
          return typeof at === 'string' ? (
            <div>
              <dt>{r.page[name]}</dt>
              <dd>{f.dateTime(new Date(at))}</dd>
            </div>
          ) : null
        })}
        {typeof review.facts['domain'] === 'string' ? (
          <div>
            <dt>{r.page.domain}</dt>
            <dd>{review.facts['domain']}</dd>
          </div>
        ) : null}
        {facts.subdomains === null ? null : (
          <div>
            <dt>{r.page.subdomains}</dt>
            <dd>{facts.subdomains.length === 0 ? r.page.subdomainsNone : subdomainList(view, facts.subdomains)}</dd>
          </div>
        )}
        {review.objectionId === null ? null : (
          <div>
            <dt>{r.page.objection}</dt>
            <dd>
              <a href={`/objections/${review.objectionId}`}>{t.common.see}</a>
            </dd>
          </div>
        )}
        {review.dueOn === null ? null : (
          <div>
            <dt>{r.page.due}</dt>
            <dd>{f.date(noonOf(review.dueOn))}</dd>
          </div>
        )}
        <div>
          <dt>{r.page.meanwhile}</dt>
          <dd>{meanwhileOf(view, facts)}</dd>
        </div>
        <RulesFact view={view} rules={facts.message?.rules ?? []} />
      </dl>
    </section>
  )
}

/** What the message limits its refusal to, when it does. */
function ScopeFact({ view: { t, f }, review }: { view: View; review: Review }) {
  const scope = ProposedScopeFact.safeParse(review.facts['scope']).data
  if (scope === undefined) return null
  const { limits, limitsTo } = t.reviews.page
  return (
    <div>
      <dt>{limits}</dt>
      <dd>{limitsTo[scope.kind](f.list(scope.channels.map((channel) => t.common.channels[channel])))}</dd>
    </div>
  )
}

function personOf({ t }: View, { review, email }: ReviewFacts): string {
  if (review.contactId === null) return t.reviews.notInBase
  return email === null ? t.common.unknown : maskEmail(email)
}

function meanwhileOf({ t: { reviews: r } }: View, { review, holds }: ReviewFacts): string {
  if (holds.length > 0) return [...new Set(holds.map(({ state }) => r.page.holds[state]))].join(', ')
  return review.objectionId !== null ? r.recorded : r.notBlocked
}
