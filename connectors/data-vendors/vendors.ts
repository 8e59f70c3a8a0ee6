import { lusha } from './lusha.ts'
import { optOutList } from './opt-out-list.ts'
import { peopleDataLabs } from './people-data-labs.ts'
import { zoomInfo } from './zoominfo.ts'

/** Vendors of data of which only their own opt-outs are heard. */
export const dataVendors = [lusha, peopleDataLabs, zoomInfo, optOutList]
