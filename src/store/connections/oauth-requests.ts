import type { Sql } from '../app/database.ts'

/**
 * A consent under way: who asked, for which app, and what must come back with it (docs/reference/security.md#oauth).
 */
export interface OAuthRequest {
  stateHash: Buffer
  registrationId: string
  sealedVerifier: string | null
  sessionHash: Buffer
  cookieHash: Buffer
  connectionId: string | null
  userId: string
  /** Where the vendor was asked to send the answer. */
  redirectUri: string
  createdAt: Date
}

export async function insertOAuthRequest(sql: Sql, row: OAuthRequest): Promise<void> {
  await sql.query(
    `insert into oauth_requests (state_hash, registration_id, sealed_verifier, session_hash, cookie_hash, connection_id, user_id, redirect_uri, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.stateHash,
      row.registrationId,
      row.sealedVerifier,
      row.sessionHash,
      row.cookieHash,
      row.connectionId,
      row.userId,
      row.redirectUri,
      row.createdAt,
    ],
  )
}

/** Reads a request and deletes it in the same statement: an answer counts once. */
export async function takeOAuthRequest(sql: Sql, stateHash: Buffer): Promise<OAuthRequest | null> {
  const { rows } = await sql.query<OAuthRequest>(
    `delete from oauth_requests where state_hash = $1 returning state_hash as "stateHash", registration_id as "registrationId", sealed_verifier as "sealedVerifier",
       session_hash as "sessionHash", cookie_hash as "cookieHash", connection_id as "connectionId", user_id as "userId", redirect_uri as "redirectUri", created_at as "createdAt"`,
    [stateHash],
  )
  return rows[0] ?? null
}
