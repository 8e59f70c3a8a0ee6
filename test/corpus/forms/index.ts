import { englishPages } from './en.ts'
import { frenchPages } from './fr.ts'
import { germanPages } from './de.ts'
import { builderPages } from './more.ts'
import { unseenPages } from './unseen.ts'

export const formPages = [...frenchPages, ...englishPages, ...germanPages, ...builderPages, ...unseenPages]
export type { FormPageCase } from './page.ts'
