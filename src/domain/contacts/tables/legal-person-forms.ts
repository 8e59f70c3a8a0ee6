import { list } from '../../app/tables/word-list.ts'

/**
 * Legal forms that only a legal person carries, as the last word of a company's name, dots left out (Acme SA, Acme
 * B.V.). Short words that are also something else (spa, as, se, co) are left out: what does not tell leaves the form
 * unknown.
 */
export const lastForms: ReadonlySet<string> = new Set(list('sa sas sasu sarl eurl selarl selas scop gmbh ag kgaa bv nv bvba sprl srl sl slu ltd limited plc llp inc llc corp'))
/** The same in front of the name (SARL Acme); initials stand there too, so only those that are none. */
export const firstForms: ReadonlySet<string> = new Set(list('sas sasu sarl eurl selarl selas scop gmbh sprl bvba'))
