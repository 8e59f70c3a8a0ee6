import { englishPages } from './en.ts'
import { frenchPages } from './fr.ts'
import { germanPages } from './de.ts'

export const formPages = [...frenchPages, ...englishPages, ...germanPages]
export type { FormPageCase } from './page.ts'
