import { isUuid } from '../../../store/app/database.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { EyesRefusal } from '../../../domain/approvals/four-eyes.ts'
import { Settings } from '../../../domain/settings/settings.ts'
import type { App } from '../../../operations/app/app.ts'
import { whyNotApprove } from '../../../operations/approvals/four-eyes.ts'
import { decideLater } from '../../../operations/decisions/decide-later.ts'
import { confirmProposal, dropProposal, ProposalRefused } from '../../../operations/settings/setting-proposals.ts'
import { waitingProposals, type SettingProposal } from '../../../store/settings/setting-proposals.ts'
import { HttpProblem } from '../../app/problem.ts'
import { Csrf, PostButton } from '../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Time } from '../ui/time.tsx'
import { may } from '../../../domain/accounts/roles.ts'
import { addRoute, type Visit } from '../app/route.ts'
import { Changes } from './settings-history.tsx'
import type { View } from '../app/view.ts'

/** A proposal with why the reader may not confirm it; null = they may. */
interface ShownProposal {
  proposal: SettingProposal
  refusal: EyesRefusal | null
}

/** What waits for a second person, as this reader sees it. */
export async function shownProposals(view: View): Promise<ShownProposal[]> {
  const proposals = await waitingProposals(view.app.pool, view.now)
  return Promise.all(
    proposals.map(async (proposal) => ({
      proposal,
      refusal: await whyNotApprove(view.app, view.user, [proposal.authorId]),
    })),
  )
}

/** Confirming, refusing and taking back; `failed` answers with the page and a sentence. */
export function addProposalActs(
  server: FastifyInstance,
  app: App,
  failed: (visit: Visit, code: ProposalRefused['code']) => Promise<FastifyReply>,
): void {
  const acts = {
    confirm: async (visit: Visit, id: string) => decideLater(app, await confirmProposal(app, visit.login.user, id)),
    refuse: drop,
    withdraw: drop,
  }
  function drop(visit: Visit, id: string) {
    return dropProposal(app, visit.login.user, id, (visit.form['reason'] ?? '').trim())
  }
  for (const [name, act] of Object.entries(acts)) {
    addRoute(server, app, `POST /settings/proposals/:id/${name}`, { roles: may.configure }, async (visit) => {
      const id = visit.params['id'] ?? ''
      if (!isUuid(id)) throw new HttpProblem(404, 'not-found')
      try {
        await act(visit, id)
        return visit.reply.redirect(`/settings?saved=${name}#proposals`, 303)
      } catch (error) {
        if (!(error instanceof ProposalRefused)) throw error
        return failed(visit, error.code)
      }
    })
  }
}

/** Looser limits that wait for a second person. */
export function ProposalsCard({ view, shown }: { view: View; shown: readonly ShownProposal[] }) {
  const p = view.t.settings.proposals
  if (shown.length === 0) return null
  return (
    <section class="card" id="proposals">
      <div class="card-head">
        <h2>{view.t.settings.sections.proposals}</h2>
      </div>
      <div class="card-body stack">
        <p class="hint">{p.more}</p>
        {shown.map((one) => (
          <Proposal view={view} {...one} />
        ))}
      </div>
    </section>
  )
}

function Proposal({ view, proposal, refusal }: ShownProposal & { view: View }) {
  const { t, f, settings } = view
  const p = t.settings.proposals
  const [before, after] = (['from', 'to'] as const).map(
    (side) =>
      Settings.safeParse({
        ...settings,
        ...Object.fromEntries(Object.entries(proposal.changes).map(([name, change]) => [name, change[side]])),
      }).data,
  )
  const base = `/settings/proposals/${proposal.id}`
  return (
    <div class="stack">
      <p>
        <strong>{p.by(proposal.author)}</strong> <Time at={proposal.createdAt}>{f.dateTime(proposal.createdAt)}</Time>{' '}
        <span class="hint">{p.until(f.dateTime(proposal.expiresAt))}</span>
      </p>
      {before === undefined || after === undefined ? null : <Changes view={view} before={before} after={after} />}
      {refusal === null || refusal === 'own' ? null : (
        <p class="hint">
          <Icon name="info-circle" size={16} /> {t.approvals.refusals[refusal]}
        </p>
      )}
      {refusal === 'own' ? (
        <p>
          <PostButton view={view} action={`${base}/withdraw`}>
            {p.withdraw}
          </PostButton>{' '}
          <span class="hint">{t.approvals.refusals.own}</span>
        </p>
      ) : (
        <div class="actions">
          {refusal === null ? (
            <PostButton view={view} action={`${base}/confirm`}>
              {p.confirm}
            </PostButton>
          ) : null}
          <form method="post" action={`${base}/refuse`} class="inline">
            <Csrf token={view.csrf} />
            <label class="sr-only" for={`reason-${proposal.id}`}>
              {p.reason}
            </label>
            <input
              id={`reason-${proposal.id}`}
              name="reason"
              placeholder={p.reason}
              maxLength={500}
              autocomplete="off"
            />
            <button type="submit" class="btn">
              {p.refuse}
            </button>
          </form>
        </div>
      )}
    </div>
  )
}
