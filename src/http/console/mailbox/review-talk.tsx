import type { Review } from '../../../store/mailbox/reviews.ts'
import type { ReviewComment } from '../../../store/mailbox/review-comments.ts'
import type { User } from '../../../store/accounts/users.ts'
import { mayAnswer } from '../../../operations/mailbox/answer-review.ts'
import { allowed, may } from '../../../domain/accounts/roles.ts'
import type { View } from '../app/view.ts'
import { DayInput } from '../ui/days/day-field.tsx'
import { Csrf, FieldError } from '../ui/form.tsx'
import { Time } from '../ui/time.tsx'

/** Ways to the open questions beside this one; keys J and K take them. */
export function Beside({ view, beside }: { view: View; beside: { before: string | null; after: string | null } }) {
  const r = view.t.reviews
  return (
    <>
      {beside.before === null ? null : (
        <a class="btn" href={`/reviews/${beside.before}`} rel="prev" data-shortcut="K">
          {r.before}
        </a>
      )}
      {beside.after === null ? null : (
        <a class="btn" href={`/reviews/${beside.after}`} rel="next" data-shortcut="J">
          {r.after}
        </a>
      )}
    </>
  )
}

interface TalkProps {
  view: View
  facts: { review: Review; comments: readonly ReviewComment[]; users: readonly User[] }
  dayError: DayRefused | null
}

/** A day to answer by that is not taken, as it was read, and why. */
export interface DayRefused {
  typed: string
  text: string
}

/** By which day it is to be answered. */
function DayForm({ view, review, error }: { view: View; review: Review; error: DayRefused | null }) {
  const r = view.t.reviews
  return (
    <form method="post" action={`/reviews/${review.id}/day`} class="acts">
      <Csrf token={view.csrf} />
      <label for="day">{r.columns.due}</label>
      <DayInput
        {...{ view, label: r.columns.due }}
        id="day"
        name="day"
        value={error?.typed ?? review.dueOn ?? ''}
        min={view.today}
        required
        isWrong={error !== null}
        describedBy={error === null ? undefined : 'day-error'}
      />
      <button type="submit" class="btn">
        {r.setDay}
      </button>
      <FieldError id="day" error={error?.text} />
    </form>
  )
}

/** Whose question it is, and what people say to one another about it. */
export function TalkCard({ view, facts: { review, comments, users }, dayError }: TalkProps) {
  const { t, f } = view
  const r = t.reviews
  const takers = users.filter(({ disabledAt, role }) => disabledAt === null && allowed(role, may.person))
  const nameOf = (email: string) => users.find((user) => user.email === email)?.name ?? email
  return (
    <section class="card" id="comments">
      <div class="card-head">
        <h2>{r.talk}</h2>
      </div>
      <div class="card-body stack">
        {review.answeredAt !== null ? null : (
          <form method="post" action="/reviews/assign" class="acts">
            <Csrf token={view.csrf} />
            <input type="hidden" name="id" value={review.id} />
            <input type="hidden" name="back" value={`/reviews/${review.id}`} />
            <label for="to">{r.columns.assigned}</label>
            <select id="to" name="to" data-shortcut="A">
              <option value="">{r.everyone}</option>
              {takers.map(({ id, name }) => (
                <option value={id} selected={id === review.assignedTo}>
                  {name}
                </option>
              ))}
            </select>
            <button type="submit" class="btn">
              {r.give}
            </button>
          </form>
        )}
        {review.answeredAt !== null || !allowed(view.role, mayAnswer[review.kind]) ? null : (
          <DayForm view={view} review={review} error={dayError} />
        )}
        {comments.length === 0 ? <p class="hint">{r.noComments}</p> : null}
        {comments.map((one) => (
          <div>
            <p class="hint">
              {nameOf(one.saidBy)}, <Time at={one.saidAt}>{f.dateTime(one.saidAt)}</Time>
            </p>
            <p class="words">{one.text}</p>
          </div>
        ))}
        <form method="post" action={`/reviews/${review.id}/comment`} class="stack narrow">
          <Csrf token={view.csrf} />
          <div class="field">
            <label for="text">{r.comment}</label>
            <textarea id="text" name="text" rows={3} maxLength={2_000} required />
            <p class="hint">{r.commentHint}</p>
          </div>
          <p>
            <button type="submit" class="btn">
              {r.say}
            </button>
          </p>
        </form>
      </div>
    </section>
  )
}
