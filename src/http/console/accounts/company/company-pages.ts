import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  CompanyLoginRefused,
  dropCompanyLogin,
  keepCompanyLogin,
  tryDiscovery,
  type TypedCompanyLogin,
} from '../../../../operations/accounts/company/company-settings.ts'
import {
  acknowledgeUse,
  LocalLoginRefused,
  switchLocalLoginOff,
  switchLocalLoginOn,
} from '../../../../operations/accounts/local-login.ts'
import { ProviderRefused } from '../../../../operations/accounts/company/provider.ts'
import type { App } from '../../../../operations/app/app.ts'
import { may, roles } from '../../../../domain/accounts/roles.ts'
import { findCompanyLogin } from '../../../../store/accounts/company-login.ts'
import { findLocalLoginOff } from '../../../../store/accounts/local-login.ts'
import { listUsers } from '../../../../store/accounts/users.ts'
import { sendPage } from '../../app/outside.ts'
import { addRoute, type Visit } from '../../app/route.ts'
import { openView } from '../../app/view.ts'
import { emptyForm, type FormState } from '../../ui/form.tsx'
import { stepUp } from '../step-up.tsx'
import { companyRedirectUri } from './company-login.tsx'
import { companyPage, groupsField, type Tested } from './company-page.tsx'

/** How people come in by the company's login, and whether by password, too. */
export function addCompanyPages(server: FastifyInstance, app: App): void {
  const asAdmin = { roles: may.connect, fresh: stepUp } as const
  addRoute(server, app, 'GET /users/company', { roles: may.connect }, async (visit) => render(visit))

  addRoute(server, app, 'POST /users/company', asAdmin, async (visit) => {
    try {
      await keepCompanyLogin(app, visit.login.user, typedOf(visit))
      return visit.reply.redirect('/users/company?saved=1', 303)
    } catch (error) {
      return refuseField(visit, error)
    }
  })
  addRoute(server, app, 'POST /users/company/test', { roles: may.connect }, async (visit) => {
    try {
      const tested = await tryDiscovery(app, typedOf(visit))
      return await render(visit, { form: { values: visit.form, errors: {} }, tested })
    } catch (error) {
      return refuseField(visit, error)
    }
  })
  addRoute(server, app, 'POST /users/company/remove', asAdmin, (visit) =>
    act(visit, () => dropCompanyLogin(app, visit.login.user)),
  )
  addRoute(server, app, 'POST /users/company/passwords/off', asAdmin, (visit) =>
    act(visit, () =>
      switchLocalLoginOff(app, visit.login.user, {
        breakGlassId: visit.form['account'] ?? '',
        sessionHash: visit.login.sessionHash,
      }),
    ),
  )
  addRoute(server, app, 'POST /users/company/passwords/on', asAdmin, (visit) =>
    act(visit, () => switchLocalLoginOn(app, visit.login.user)),
  )
  addRoute(server, app, 'POST /users/company/uses/:id/seen', { roles: may.connect }, (visit) =>
    act(visit, () => acknowledgeUse(app, visit.login.user, visit.params['id'] ?? ''), '/'),
  )
}

function typedOf({ form }: Visit): TypedCompanyLogin {
  return {
    name: form['name'] ?? '',
    issuer: form['issuer'] ?? '',
    clientId: form['clientId'] ?? '',
    clientSecret: form['clientSecret'] ?? '',
    groupsClaim: form['groupsClaim'] ?? '',
    groupRoles: roles.flatMap((role) =>
      (form[groupsField(role)] ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .map((group) => ({ group, role })),
    ),
  }
}

/** Which field of the form a refusal is of; what is of none stands above. */
const fieldOf: Partial<Record<CompanyLoginRefused['code'], string>> = {
  name: 'name',
  issuer: 'issuer',
  clientId: 'clientId',
  clientSecret: 'clientSecret',
  groupsClaim: 'groupsClaim',
  groups: groupsField('admin'),
  twice: groupsField('admin'),
}

async function refuseField(visit: Visit, error: unknown): Promise<FastifyReply> {
  const e = (await openView(visit)).t.companyLogin.set.errors
  const { clientSecret: _, ...values } = visit.form
  const again = async (field: string, text: string) =>
    sendPage(visit.reply, await render(visit, { form: { values, errors: { [field]: text } } }), 422)
  if (error instanceof ProviderRefused)
    return again(
      'issuer',
      e[error.code === 'unreachable' ? 'unreachable' : 'not-a-provider'](
        error.detail === 'https' ? e.https : error.detail,
      ),
    )
  if (!(error instanceof CompanyLoginRefused)) throw error
  return again(fieldOf[error.code] ?? 'name', e[error.code])
}

async function act(visit: Visit, work: () => Promise<void>, then = '/users/company'): Promise<FastifyReply> {
  try {
    await work()
    return visit.reply.redirect(then, 303)
  } catch (error) {
    const { set, local } = (await openView(visit)).t.companyLogin
    const problem =
      error instanceof LocalLoginRefused
        ? local.refusals[error.code]
        : error instanceof CompanyLoginRefused
          ? set.errors[error.code]
          : null
    if (problem === null) throw error
    return sendPage(visit.reply, await render(visit, { problem }), 422)
  }
}

async function render(
  visit: Visit,
  {
    form = emptyForm,
    tested = null,
    problem = null,
  }: { form?: FormState; tested?: Tested | null; problem?: string | null } = {},
): Promise<string> {
  const { pool } = visit.app
  const [kept, off, users] = await Promise.all([findCompanyLogin(pool), findLocalLoginOff(pool), listUsers(pool)])
  return companyPage(await openView(visit, '/users/company'), {
    kept,
    off,
    users,
    redirectUri: companyRedirectUri(visit.app),
    form,
    tested,
    problem,
    isSaved: visit.query['saved'] !== undefined,
  })
}
