import type { ServerMetadata } from 'openid-client'
import { roles, type Role } from '../../../../domain/accounts/roles.ts'
import type { KeptCompanyLogin } from '../../../../store/accounts/company-login.ts'
import type { LocalLoginOff } from '../../../../store/accounts/local-login.ts'
import type { ListedUser } from '../../../../store/accounts/users.ts'
import { Icon } from '../../../ui/icon.tsx'
import { OnThisMachineOnly } from '../../app/on-this-machine-only.tsx'
import type { View } from '../../app/view.ts'
import { CopyField, Csrf, ErrorSummary, Field, PostButton, type FormState } from '../../ui/form.tsx'
import { html } from '../../ui/html.ts'
import { Page } from '../../ui/page.tsx'
import { PasswordsCard } from './passwords-card.tsx'

/** What the discovery document said. */
export type Tested = ServerMetadata

interface CompanyPageProps {
  kept: KeptCompanyLogin | null
  off: LocalLoginOff | null
  users: readonly ListedUser[]
  redirectUri: string
  form: FormState
  tested: Tested | null
  problem: string | null
  isSaved: boolean
}

/** Name of the field that holds the groups of a role. */
export const groupsField = (role: Role) => `groups-${role}`

export function companyPage(view: View, props: CompanyPageProps): string {
  const { t } = view
  const s = t.companyLogin.set
  const { form } = props
  const labels = {
    name: s.name,
    issuer: s.issuer,
    clientId: s.clientId,
    clientSecret: s.clientSecret,
    groupsClaim: s.groupsClaim,
    [groupsField('admin')]: s.groups(t.common.roles.admin),
  }
  return html(
    <Page
      view={view}
      nav="users"
      title={t.companyLogin.title}
      crumbs={[[t.users.title, '/users']]}
      context={<p>{t.companyLogin.context}</p>}
    >
      <ErrorSummary form={form} text={t.common.errorSummary(Object.keys(form.errors).length)} labels={labels} />
      {props.problem === null ? null : (
        <div class="notice broken" role="alert" tabIndex={-1} data-focus>
          <Icon name="alert-triangle" />
          <p>{props.problem}</p>
        </div>
      )}
      {props.isSaved ? (
        <div class="notice done" role="status">
          <Icon name="circle-check" />
          <p>{s.saved}</p>
        </div>
      ) : null}
      {props.tested === null ? null : <TestedCard view={view} tested={props.tested} />}
      <div class="stack">
        <SetCard view={view} {...props} />
        <PasswordsCard view={view} kept={props.kept} off={props.off} users={props.users} />
        <RulesCard view={view} />
      </div>
    </Page>,
  )
}

function SetCard({ view, kept, form, redirectUri }: CompanyPageProps & { view: View }) {
  const { t, f } = view
  const s = t.companyLogin.set
  return (
    <section class="card" id="company">
      <div class="card-head">
        <h2>{s.card}</h2>
      </div>
      <div class="card-body stack narrow">
        <p>{kept === null ? s.off : s.on(kept.name, kept.savedBy, f.dateTime(kept.savedAt))}</p>
        <CopyField label={s.redirect} value={redirectUri} copy={t.common.copy} copied={t.common.copied} />
        <p class="hint">{s.redirectHint}</p>
        <OnThisMachineOnly view={view} text={s.here} />
      </div>
      <form method="post" action="/users/company" class="card-body stack narrow" autocomplete="off">
        <Csrf token={view.csrf} />
        <Field name="name" label={s.name} form={form} value={kept?.name} hint={s.nameHint} required />
        <Field
          name="issuer"
          label={s.issuer}
          form={form}
          value={kept?.issuer}
          hint={s.issuerHint}
          inputmode="url"
          spellcheck={false}
          required
        />
        <Field name="clientId" label={s.clientId} form={form} value={kept?.clientId} spellcheck={false} required />
        <Field
          name="clientSecret"
          label={s.clientSecret}
          form={form}
          type="password"
          autocomplete="new-password"
          hint={kept === null ? s.secretHint : `${s.secretKept} ${s.secretHint}`}
        />
        <Field
          name="groupsClaim"
          label={s.groupsClaim}
          form={form}
          value={kept?.groupsClaim ?? 'groups'}
          hint={s.groupsClaimHint}
          spellcheck={false}
          required
        />
        {roles.map((role, index) => (
          <Field
            name={groupsField(role)}
            label={s.groups(t.common.roles[role])}
            form={form}
            value={(kept?.groupRoles ?? []).flatMap((one) => (one.role === role ? [one.group] : [])).join('\n')}
            {...(index === 0 ? { hint: s.groupsHint } : {})}
            lines={2}
            spellcheck={false}
          />
        ))}
        <div class="acts">
          <button type="submit" class="btn primary">
            {s.save}
          </button>
          <button type="submit" class="btn" formaction="/users/company/test" formnovalidate>
            {s.test}
          </button>
        </div>
      </form>
      {kept === null ? null : (
        <div class="card-body stack narrow">
          <p class="hint">{s.removeHint}</p>
          <p>
            <PostButton view={view} action="/users/company/remove" kind="danger">
              {s.remove}
            </PostButton>
          </p>
        </div>
      )}
    </section>
  )
}

/** What the provider's own document says, as it stands there. */
function TestedCard({ view, tested }: { view: View; tested: Tested }) {
  const s = view.t.companyLogin.set
  const rows = [
    [s.issuer, tested.issuer],
    [s.authorize, tested.authorization_endpoint ?? '–'],
    [s.token, tested.token_endpoint ?? '–'],
    [s.keys, tested.jwks_uri ?? '–'],
    [s.claims, tested.claims_supported?.join(', ') ?? s.claimsNone],
    [s.pkce, tested.code_challenge_methods_supported?.includes('S256') === true ? s.yes : s.no],
  ] as const
  return (
    <section class="card" role="status" tabIndex={-1} data-focus>
      <div class="card-head">
        <h2>{s.tested}</h2>
      </div>
      <div class="card-body stack">
        <dl class="writes">
          {rows.map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd class="break">{value}</dd>
            </>
          ))}
        </dl>
        <p class="hint">{s.testedMore}</p>
      </div>
    </section>
  )
}

function RulesCard({ view }: { view: View }) {
  const s = view.t.companyLogin.set
  return (
    <section class="card" id="rules">
      <div class="card-head">
        <h2>{s.rules}</h2>
      </div>
      <ul class="card-body plain-list">
        {[s.ruleFactor, s.ruleAgain, s.ruleBind, s.ruleEyes, s.ruleLast, s.ruleEnd].map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
    </section>
  )
}
