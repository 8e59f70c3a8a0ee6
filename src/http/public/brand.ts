import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { mix } from '../../domain/links/colour.ts'
import type { PublicPage } from '../../domain/links/public-page.ts'
import type { App } from '../../operations/app/app.ts'
import { findBrandImage } from '../../store/settings/brand.ts'

/** The company's colour as variables of public.css: markup holds no style of its own (CSP). */
function brandCss({ colour }: PublicPage): string {
  return `:root{--brand:${colour};--press:${mix(colour, -0.2)};--tint:${mix(colour, 0.06)};--edge:${mix(colour, 0.28)}}\n`
}

/** Address of the colours, changing with them. */
export function brandUrl(page: PublicPage): string {
  return `/brand/${createHash('sha256').update(brandCss(page)).digest('hex').slice(0, 10)}-${page.colour.slice(1)}.css`
}

export const logoUrl = (hash: string): string => `/brand/${hash}`

/**
 * Colours and logo. A colour is part of its address, so that a page that is still open keeps the one it was made with.
 */
export function addBrand(server: FastifyInstance, app: App): void {
  server.get<{ Params: { name: string } }>('/brand/:name', async (request, reply) => {
    const forEver = () => reply.header('cache-control', 'public, max-age=31536000, immutable')
    const colour = /^[0-9a-f]{10}-([0-9a-f]{6})\.css$/u.exec(request.params.name)?.[1]
    if (colour !== undefined)
      return forEver()
        .type('text/css; charset=utf-8')
        .send(brandCss({ colour: `#${colour}` } as PublicPage))
    const image = /^[0-9a-f]{64}$/u.test(request.params.name)
      ? await findBrandImage(app.pool, request.params.name)
      : null
    if (image === null) return reply.code(404).type('text/plain').send('not found')
    return forEver().type(image.type).send(image.body)
  })
}
