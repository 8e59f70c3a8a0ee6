import { GroupRoles, type CompanyLogin } from '../../domain/accounts/company-login.ts'
import type { Sql } from '../app/database.ts'

/** The provider as it is kept: the secret sealed to the row. */
export interface KeptCompanyLogin extends CompanyLogin {
  id: string
  sealedSecret: string
  savedAt: Date
  savedBy: string
}

/** How people come in by the company's login; null = they do not. */
export async function findCompanyLogin(sql: Sql): Promise<KeptCompanyLogin | null> {
  const { rows } = await sql.query<Omit<KeptCompanyLogin, 'groupRoles'> & { groupRoles: unknown }>(
    `select id, name, issuer, client_id as "clientId", client_secret as "sealedSecret", groups_claim as "groupsClaim", group_roles as "groupRoles", saved_at as "savedAt", saved_by as "savedBy" from company_login`,
  )
  return rows[0] === undefined ? null : { ...rows[0], groupRoles: GroupRoles.parse(rows[0].groupRoles) }
}

/** Puts it in the place of the one there was. */
export async function saveCompanyLogin(sql: Sql, kept: KeptCompanyLogin): Promise<void> {
  await sql.query('delete from company_login where id <> $1', [kept.id])
  await sql.query(
    `insert into company_login (id, name, issuer, client_id, client_secret, groups_claim, group_roles, saved_at, saved_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set name = excluded.name, issuer = excluded.issuer, client_id = excluded.client_id, client_secret = excluded.client_secret,
       groups_claim = excluded.groups_claim, group_roles = excluded.group_roles, saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
    [
      kept.id,
      kept.name,
      kept.issuer,
      kept.clientId,
      kept.sealedSecret,
      kept.groupsClaim,
      JSON.stringify(kept.groupRoles),
      kept.savedAt,
      kept.savedBy,
    ],
  )
}

/** False: there was none. */
export async function removeCompanyLogin(sql: Sql): Promise<boolean> {
  return (await sql.query('delete from company_login')).rowCount === 1
}

/** Who somebody is at a provider. */
interface ProviderPerson {
  issuer: string
  subject: string
}

/** The account that is bound to a person of a provider; null = none is. */
export async function findBoundUser(sql: Sql, { issuer, subject }: ProviderPerson): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    'select user_id as id from company_identities where issuer = $1 and subject = $2',
    [issuer, subject],
  )
  return rows[0]?.id ?? null
}

/** Binds an account. `now`: wall clock, as of every login. */
export async function bindUser(
  sql: Sql,
  { issuer, subject }: ProviderPerson,
  userId: string,
  now: Date,
): Promise<void> {
  await sql.query(
    'insert into company_identities (issuer, subject, user_id, bound_at, last_login_at) values ($1, $2, $3, $4, $4)',
    [issuer, subject, userId, now],
  )
}

export async function noteCompanyLogin(sql: Sql, { issuer, subject }: ProviderPerson, now: Date): Promise<void> {
  await sql.query('update company_identities set last_login_at = $3 where issuer = $1 and subject = $2', [
    issuer,
    subject,
    now,
  ])
}

/** When this user last came in by this provider; null = never. Wall clock. */
export async function lastCompanyLogin(sql: Sql, userId: string, issuer: string): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    'select max(last_login_at) as at from company_identities where user_id = $1 and rtrim(issuer, $3) = rtrim($2, $3)',
    [userId, issuer, '/'],
  )
  return rows[0]?.at ?? null
}
