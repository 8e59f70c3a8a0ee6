import type { FastifyInstance, FastifyReply } from 'fastify'
import { may, allowed } from '../../../../domain/accounts/roles.ts'
import { firstSteps, seenSteps, type FirstStep } from '../../../../domain/settings/first-steps.ts'
import type { App } from '../../../../operations/app/app.ts'
import { sayOfStep } from '../../../../operations/today/mark-step.ts'
import { runSelfTest } from '../../../../operations/today/self-test.ts'
import type { SelfTestKind } from '../../../../store/settings/self-tests.ts'
import { HttpProblem } from '../../../app/problem.ts'
import { ownPath } from '../../app/outside.ts'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView } from '../../app/view.ts'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import { crmIds, loadSteps } from './load-steps.ts'
import { FirstStepsCard } from './steps-card.tsx'

const path = '/first-steps'
const tests: readonly SelfTestKind[] = ['console', 'public', 'mail', 'privacy']

/** The first steps on a page of their own, also when Today shows them no more, and what is said of each. */
export function addFirstStepPages(server: FastifyInstance, app: App): void {
  const roles = may.configure
  addRoute(server, app, `GET ${path}`, { roles }, async (visit) => {
    const view = await openView(visit)
    const t = view.t.firstSteps
    return html(
      <Page
        view={view}
        nav="settings"
        title={t.page}
        crumbs={[[view.t.common.nav.settings, '/settings']]}
        context={<p>{t.context}</p>}
      >
        <FirstStepsCard view={view} steps={await loadSteps(view)} back={path} filled={false} isUnfolded />
      </Page>,
    )
  })
  const acts: Readonly<Record<string, (visit: Visit, step: FirstStep) => Promise<unknown>>> = {
    skip: ({ login }, { id }) => sayOfStep(app, id, 'skipped', login.user),
    'take-up': ({ login }, { id }) => sayOfStep(app, id, null, login.user),
    keep: async ({ login }, { id, kind }) => {
      if (!seenSteps.includes(kind)) throw new HttpProblem(404, 'not-found')
      await sayOfStep(app, id, 'seen', login.user)
    },
    test: async ({ login }, { id }) => {
      const what = tests.find((test) => test === id)
      if (what === undefined) throw new HttpProblem(404, 'not-found')
      await runSelfTest(app, what, login.user)
    },
  }
  for (const [name, act] of Object.entries(acts))
    addRoute(server, app, `POST /first-steps/:step/${name}`, { roles }, async (visit) => {
      const step = stepOf(visit)
      await act(visit, step)
      return backTo(visit, step)
    })
}

/** The step of the address, where the visitor's role may do it. */
function stepOf(visit: Visit): FirstStep {
  const step = firstSteps(crmIds(visit)).find(({ id }) => id === visit.params['step'])
  if (step === undefined) throw new HttpProblem(404, 'not-found')
  if (!allowed(visit.login.user.role, step.roles)) throw new HttpProblem(403, 'not-allowed', step.roles)
  return step
}

const backTo = ({ form, reply }: Visit, { id }: FirstStep): FastifyReply =>
  reply.redirect(`${ownPath(form['back'], '/')}#step-${id.replace(':', '-')}`, 303)
