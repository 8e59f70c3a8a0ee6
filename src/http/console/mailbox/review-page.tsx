import {
  answersFor,
  mayAnswer,
  ProposedScopeFact,
  type ReviewRefused,
} from '../../../operations/mailbox/answer-review.ts'
import type { ShownMessage } from '../../../operations/mailbox/read-message.ts'
import type { Review } from '../../../store/mailbox/reviews.ts'
import { FactsCard, type ReviewFacts } from './review-facts.tsx'
import { Beside, TalkCard, type DayRefused } from './review-talk.tsx'
import type { MessageKind } from '../../../domain/app/kind.ts'
import { PostButton } from '../ui/form.tsx'
import { html } from '../ui/html.ts'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../ui/page.tsx'
import { Pill } from '../ui/pill.tsx'
import { allowed } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'

/** One question: what is known, what was written, the answers with what follows from each. */
export function reviewPage(
  view: View,
  facts: ReviewFacts,
  failure: ReviewRefused['code'] | null,
  dayError: DayRefused | null = null,
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
          <AnswerCard view={view} review={review} kinds={facts.kinds} />
        </div>
        {facts.message === null ? null : <MessageCard view={view} reviewId={review.id} message={facts.message} />}
        <TalkCard view={view} facts={facts} dayError={dayError} />
      </div>
    </Page>,
  )
}

function AnswerCard({ view, review, kinds }: { view: View; review: Review; kinds: readonly MessageKind[] }) {
  const { t, f } = view
  const r = t.reviews
  // Its receipt, its month and the check of who asks stand in the register.
  const register = review.kind === 'access-request'
  const wordsOf = (answer: string) => answerWords(view, review, kinds, answer)
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
                wordsOf(review.answer ?? '').name,
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
            {answersFor(review, kinds).map((answer, index) => (
              <div class="answer" data-answer={index + 1}>
                <PostButton
                  view={view}
                  action={`/reviews/${review.id}/answer`}
                  kind={index === 0 && !register ? 'primary' : 'plain'}
                  fields={{ answer }}
                >
                  {wordsOf(answer).name}
                </PostButton>
                <p class="hint">{wordsOf(answer).more}</p>
              </div>
            ))}
          </>
        )}
      </div>
    </section>
  )
}

/** How an answer reads, and what follows from it. */
function answerWords(
  { t, f, language }: View,
  review: Review,
  kinds: readonly MessageKind[],
  answer: string,
): { name: string; more: string } {
  const r = t.reviews
  const kind = kinds.find(({ id }) => answer === `kind:${id}`)
  if (kind !== undefined) return r.onlyKind(kind.name[language])
  if (answer === 'none' && !review.meanwhileBlocked) return r.nothingBlocked
  if (answer !== 'only-channels') return r.answers[answer as keyof typeof r.answers] ?? { name: answer, more: '' }
  const channels = ProposedScopeFact.safeParse(review.facts['scope']).data?.channels ?? []
  return r.onlyChannels(f.list(channels.map((channel) => t.common.channels[channel])))
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
            {words.newContact === null ? null : (
              <>
                <h3>{p.newContact}</h3>
                <p dir="auto">
                  {words.newContact.name === null ? null : <>{words.newContact.name} · </>}
                  {words.newContact.email}
                </p>
              </>
            )}
            {words.decided.length === 0 ? null : (
              <>
                <h3>{p.decided}</h3>
                <ul class="quotes">
                  {words.decided.map((one) => (
                    <li dir="auto">
                      <q>{one}</q>
                    </li>
                  ))}
                </ul>
              </>
            )}
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
