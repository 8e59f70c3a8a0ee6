import { maskEmail } from '../../../domain/contacts/identity.ts'
import { answersOf, mayAnswer, type ReviewRefused } from '../../../operations/mailbox/answer-review.ts'
import type { ShownMessage } from '../../../operations/mailbox/read-message.ts'
import type { Review } from '../../../store/mailbox/reviews.ts'
import type { holdsOfReview } from '../../../store/mailbox/reviews-view.ts'
import { Beside, TalkCard } from './review-talk.tsx'
import type { ReviewComment } from '../../../store/mailbox/review-comments.ts'
import type { User } from '../../../store/accounts/users.ts'
import { PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { Time } from '../ui/time.tsx'
import { noonOf } from '../app/noon.ts'
import { allowed } from '../../../domain/accounts/roles.ts'
import { subdomainList } from '../objections/subdomain-list.ts'
import type { Subdomain } from '../../../store/objections/domain-orders.ts'
import type { View } from '../app/view.ts'

interface ReviewFacts {
  review: Review
  /** First address of the person, masked on the page. */
  email: string | null
  /** Name of the Connection where it was seen, for a question that no message asked. */
  system: string | null
  holds: Awaited<ReturnType<typeof holdsOfReview>>
  message: ShownMessage | null
  /** Sub-domains of the company's domain that people in the base have addresses at; null = it is about no company. */
  subdomains: readonly Subdomain[] | null
  comments: readonly ReviewComment[]
  users: readonly User[]
  /** Open questions beside this one in the order of the list. */
  beside: { before: string | null; after: string | null }
}

/** One question: what is known, what was written, the answers with what follows from each. */
export function reviewPage(
  view: View,
  facts: ReviewFacts,
  failure: ReviewRefused['code'] | null,
  dayError: string | null = null,
): string {
  const { t } = view
  const r = t.reviews
  const { review } = facts
  const kind = r.kinds[review.kind]
  return html(
    <Page
      view={view}
      nav="reviews"
      title={kind.question}
      tab={kind.name}
      crumbs={[[r.tab, '/reviews']]}
      context={<p>{kind.why}</p>}
      actions={
        <>
          <Beside view={view} beside={facts.beside} />
          {review.contactId === null ? null : (
            <a class="btn" href={`/contacts/${review.contactId}`}>
              {r.page.contact}
            </a>
          )}
        </>
      }
    >
      <div class="stack">
        {failure === null ? null : (
          <div class="notice broken" role="alert" tabIndex={-1} data-focus>
            <Icon name="alert-triangle" />
            <strong>{r.errors[failure]}</strong>
          </div>
        )}
        <div class="grid">
          <FactsCard view={view} facts={facts} />
          <AnswerCard view={view} review={review} />
        </div>
        {facts.message === null ? null : <MessageCard view={view} reviewId={review.id} message={facts.message} />}
        <TalkCard view={view} facts={facts} dayError={dayError} />
      </div>
    </Page>,
  )
}

function AnswerCard({ view, review }: { view: View; review: Review }) {
  const { t, f } = view
  const r = t.reviews
  // Its receipt, its month and the check of who asks stand in the register.
  const register = review.kind === 'access-request'
  const nameOf = (answer: string) => r.answers[answer as keyof typeof r.answers]?.name ?? answer
  return (
    <section class="card">
      <div class="card-head">
        <h2>{r.page.question}</h2>
      </div>
      <div class="card-body stack">
        {review.answeredAt !== null ? (
          <p>
            <Pill tone="done">
              {r.page.answered(
                nameOf(review.answer ?? ''),
                review.answeredBy ?? t.common.unknown,
                f.dateTime(review.answeredAt),
              )}
            </Pill>
          </p>
        ) : !allowed(view.role, mayAnswer[review.kind]) ? (
          <p class="hint">{r.page.notYours}</p>
        ) : (
          <>
            {register ? (
              <div class="answer">
                <a
                  class="btn primary"
                  href={`/access/${review.contactId === null ? 'absent' : 'new'}?review=${review.id}`}
                >
                  {t.accessRequests.record}
                </a>
                <p class="hint">{r.page.registerMore}</p>
              </div>
            ) : null}
            {answersOf[review.kind].map((answer, index) => (
              <div class="answer" data-answer={index + 1}>
                <PostButton
                  view={view}
                  action={`/reviews/${review.id}/answer`}
                  kind={index === 0 && !register ? 'primary' : 'plain'}
                  fields={{ answer }}
                >
                  {nameOf(answer)}
                </PostButton>
                <p class="hint">{r.answers[answer as keyof typeof r.answers]?.more}</p>
              </div>
            ))}
          </>
        )}
      </div>
    </section>
  )
}

function MessageCard({ view, reviewId, message }: { view: View; reviewId: string; message: ShownMessage }) {
  const p = view.t.reviews.page
  const { words } = message
  return (
    <section class="card">
      <div class="card-head">
        <h2>{p.message}</h2>
      </div>
      <div class="card-body stack">
        {message.fault === 'unreadable' ? (
          <p>{p.unreadable}</p>
        ) : message.fault === 'oversize' ? (
          <p class="hint">{p.oversize}</p>
        ) : null}
        {!message.kept ? (
          <p>{p.gone}</p>
        ) : words === null ? (
          <div class="answer">
            <PostButton view={view} action={`/reviews/${reviewId}/read`}>
              <Icon name="eye" />
              {p.show}
            </PostButton>
            <p class="hint">{p.showMore}</p>
          </div>
        ) : (
          <>
            <dl class="facts">
              <div>
                <dt>{p.from}</dt>
                <dd dir="auto">{words.from ?? view.t.common.unknown}</dd>
              </div>
              <div>
                <dt>{p.subject}</dt>
                <dd dir="auto">{words.subject === '' ? view.t.common.none : words.subject}</dd>
              </div>
            </dl>
            <h3>{p.own}</h3>
            {words.own === '' ? (
              <p class="hint">{p.empty}</p>
            ) : (
              <p class="mail" dir="auto">
                {words.own}
              </p>
            )}
            <details>
              <summary>{p.whole}</summary>
              <p class="mail" dir="auto">
                {words.whole}
              </p>
            </details>
          </>
        )}
      </div>
    </section>
  )
}

/** What is known, and what holds until somebody answers. */
function FactsCard({ view, facts }: { view: View; facts: ReviewFacts }) {
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
            <dd>{review.facts['by']}</dd>
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
        {facts.message === null || facts.message.rules.length === 0 ? null : (
          <div>
            <dt>{r.page.rules}</dt>
            <dd>
              <code>{facts.message.rules.slice(0, 6).join(', ')}</code>
            </dd>
          </div>
        )}
      </dl>
    </section>
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
