import { keepBrandImage, type BrandImage } from '../../store/settings/brand.ts'
import type { User } from '../../store/accounts/users.ts'
import type { App } from '../app/app.ts'
import { changeSettings } from '../settings/save-settings.ts'

/** Shows this image on the pages that people see; null = none. Gives what came of the settings. */
export async function changeLogo(
  app: App,
  user: User,
  image: BrandImage | null,
): Promise<Awaited<ReturnType<typeof changeSettings>>> {
  const logo = image === null ? null : await keepBrandImage(app.pool, image, app.clock.now())
  return changeSettings(app, user, (current) => ({ ...current, publicPage: { ...current.publicPage, logo } }))
}
