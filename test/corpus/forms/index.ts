import { englishPages } from './en.ts'
import { frenchPages } from './fr.ts'
import { germanPages } from './de.ts'
import { builderPages } from './more.ts'

export const formPages = [...frenchPages, ...englishPages, ...germanPages, ...builderPages]
export type { FormPageCase } from './page.ts'
