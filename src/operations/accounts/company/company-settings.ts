import { randomUUID } from 'node:crypto'
import type { ServerMetadata } from 'openid-client'
import { GroupRoles, type CompanyLogin } from '../../../domain/accounts/company-login.ts'
import { Refused } from '../../../domain/app/refused.ts'
import {
  findCompanyLogin,
  removeCompanyLogin,
  saveCompanyLogin,
  type KeptCompanyLogin,
} from '../../../store/accounts/company-login.ts'
import { findLocalLoginOff } from '../../../store/accounts/local-login.ts'
import type { User } from '../../../store/accounts/users.ts'
import { insertAudit } from '../../../store/app/audit.ts'
import type { Sql } from '../../../store/app/database.ts'
import type { App } from '../../app/app.ts'
import { changeAccounts } from '../../approvals/four-eyes.ts'
import { discover } from './provider.ts'

/** What of a company login is not kept so; `code` names the field, `local-off`: it is the only way in. */
export class CompanyLoginRefused extends Refused<
  'name' | 'issuer' | 'clientId' | 'clientSecret' | 'groupsClaim' | 'groups' | 'twice' | 'local-off' | 'none'
> {}

/** What an admin typed; `clientSecret` empty = the one that is kept. */
export interface TypedCompanyLogin extends CompanyLogin {
  clientSecret: string
}

const place = (id: string) => ({ table: 'company_login', row: id, column: 'client_secret' })

/** The secret of the console at its provider. */
export function secretOf(app: Pick<App, 'keys'>, { id, sealedSecret }: KeptCompanyLogin): string {
  return app.keys.open(sealedSecret, place(id))
}

/** Keeps how people come in by the company's login, from the next login on. Throws CompanyLoginRefused. */
export async function keepCompanyLogin(app: App, by: User, typed: TypedCompanyLogin): Promise<void> {
  const clean = checked(typed)
  await changeAccounts(app, async (sql, now) => {
    const known = await findCompanyLogin(sql)
    const isSame = known !== null && known.issuer === clean.issuer && known.clientId === clean.clientId
    // A secret that was given for one provider is sent to no other.
    if (clean.clientSecret === '' && !isSame) throw new CompanyLoginRefused('clientSecret')
    const id = known?.id ?? randomUUID()
    const secret = clean.clientSecret === '' && known !== null ? secretOf(app, known) : clean.clientSecret
    const { clientSecret: _, ...kept } = clean
    await saveCompanyLogin(sql, {
      ...kept,
      id,
      sealedSecret: app.keys.seal(secret, place(id)),
      savedAt: new Date(),
      savedBy: by.email,
    })
    const { issuer, clientId, groupsClaim, groupRoles } = kept
    const isSecretNew = clean.clientSecret !== ''
    await note(
      sql,
      by.email,
      { companyLogin: 'company login saved', issuer, clientId, groupsClaim, groupRoles, isSecretNew },
      now,
    )
  })
}

/** Nobody comes in by the company's login any more. Throws CompanyLoginRefused while it is the only way in. */
export async function dropCompanyLogin(app: App, by: User): Promise<void> {
  await changeAccounts(app, async (sql, now) => {
    if ((await findLocalLoginOff(sql)) !== null) throw new CompanyLoginRefused('local-off')
    if (!(await removeCompanyLogin(sql))) throw new CompanyLoginRefused('none')
    await note(sql, by.email, { companyLogin: 'company login removed' }, now)
  })
}

/** What the discovery document of a typed issuer says. Throws CompanyLoginRefused and ProviderRefused. */
export async function tryDiscovery(app: App, typed: Pick<CompanyLogin, 'issuer'>): Promise<ServerMetadata> {
  const issuer = typed.issuer.trim()
  if (!isAddress(issuer)) throw new CompanyLoginRefused('issuer')
  return discover(app, { issuer, clientId: 'discovery', secret: 'none' })
}

/** What was typed, trimmed. Throws CompanyLoginRefused that names the first field that cannot be. */
function checked(typed: TypedCompanyLogin): TypedCompanyLogin {
  const clean = {
    name: typed.name.trim(),
    issuer: typed.issuer.trim(),
    clientId: typed.clientId.trim(),
    clientSecret: typed.clientSecret.trim(),
    groupsClaim: typed.groupsClaim.trim(),
  }
  if (clean.name === '' || clean.name.length > 60) throw new CompanyLoginRefused('name')
  if (!isAddress(clean.issuer)) throw new CompanyLoginRefused('issuer')
  if (clean.clientId === '' || clean.clientId.length > 300) throw new CompanyLoginRefused('clientId')
  if (clean.clientSecret.length > 1_000) throw new CompanyLoginRefused('clientSecret')
  if (clean.groupsClaim === '' || clean.groupsClaim.length > 200) throw new CompanyLoginRefused('groupsClaim')
  const groupRoles = GroupRoles.safeParse(typed.groupRoles)
  if (!groupRoles.success || groupRoles.data.length === 0) throw new CompanyLoginRefused('groups')
  if (new Set(groupRoles.data.map(({ group }) => group)).size < groupRoles.data.length)
    throw new CompanyLoginRefused('twice')
  return { ...clean, groupRoles: groupRoles.data }
}

/** An issuer as its standard allows it: no query, nobody's name in it; whether http will do is judged later. */
function isAddress(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '' &&
    text.length <= 300
  )
}

async function note(sql: Sql, actor: string, details: Record<string, unknown>, now: Date): Promise<void> {
  await insertAudit(sql, [{ actId: `company-login:${randomUUID()}`, act: 'user', actor, details }], now)
}
