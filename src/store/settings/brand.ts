import { createHash } from 'node:crypto'
import type { Sql } from '../app/database.ts'

export interface BrandImage {
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  body: Buffer
}

/** Keeps an image under the hash of its bytes; gives the hash. */
export async function keepBrandImage(sql: Sql, image: BrandImage, now: Date): Promise<string> {
  const hash = createHash('sha256').update(image.body).digest('hex')
  await sql.query(
    'insert into brand_images (hash, type, body, created_at) values ($1, $2, $3, $4) on conflict (hash) do nothing',
    [hash, image.type, image.body, now],
  )
  return hash
}

export async function findBrandImage(sql: Sql, hash: string): Promise<BrandImage | null> {
  return (await sql.query<BrandImage>('select type, body from brand_images where hash = $1', [hash])).rows[0] ?? null
}
