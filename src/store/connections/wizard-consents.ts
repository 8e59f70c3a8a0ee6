import type { Sql } from '../app/database.ts'

export type ConsentOutcome =
  | 'connected'
  | 'refused'
  | 'not-installed'
  | 'vendor'
  /** The secret that was typed again was not taken, and is forgotten. */
  | 'typed-secret'
  | 'other-account'
  /** Somebody else than who asked came back with the answer. */
  | 'other-login'

/** The consent that was last asked for through one app. */
interface WizardConsent {
  askedAt: Date
  /** Null while nobody came back with an answer. */
  answeredAt: Date | null
  outcome: ConsentOutcome | null
  /** A sentence for the admin, where one is known. */
  detail: string | null
  connectionId: string | null
}

/** A consent is asked for anew: what came of the last one counts no more. */
export async function noteConsentAsked(sql: Sql, registrationId: string, now: Date): Promise<void> {
  await sql.query(
    `insert into wizard_consents (registration_id, asked_at) values ($1, $2)
     on conflict (registration_id) do update set asked_at = excluded.asked_at, answered_at = null, outcome = null, detail = null, connection_id = null`,
    [registrationId, now],
  )
}

/** What came of it. Nothing is noted of a consent that was not asked for in a wizard. */
export async function noteConsentAnswer(
  sql: Sql,
  registrationId: string,
  { outcome, detail, connectionId }: Pick<WizardConsent, 'detail' | 'connectionId'> & { outcome: ConsentOutcome },
  now: Date,
): Promise<void> {
  await sql.query(
    `update wizard_consents set answered_at = $2, outcome = $3, detail = $4, connection_id = $5 where registration_id = $1`,
    [registrationId, now, outcome, detail, connectionId],
  )
}

export async function findWizardConsent(sql: Sql, registrationId: string): Promise<WizardConsent | null> {
  const { rows } = await sql.query<WizardConsent>(
    `select asked_at as "askedAt", answered_at as "answeredAt", outcome, detail, connection_id as "connectionId" from wizard_consents where registration_id = $1`,
    [registrationId],
  )
  return rows[0] ?? null
}

/** Connectors whose app is registered at the addresses that the wizard shows, and no account connected through it. */
export async function begunConnectors(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ connector: string }>(
    `select w.connector from wizard_apps w join app_registrations r on r.app_key = w.app_key and r.connector = w.connector
     where not exists (select 1 from connections c where c.registration_id = r.id and c.state <> 'disconnected') order by r.created_at`,
  )
  return rows.map(({ connector }) => connector)
}
