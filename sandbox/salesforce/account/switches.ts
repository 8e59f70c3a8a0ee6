/** What no source settles, and org settings, each a named switch (docs/reference/salesforce.md#codes-unsure). */
export interface SalesforceSwitches {
  rotateRefreshTokens: boolean
  /** A refresh also ends the previous access token (docs/reference/salesforce.md#rotation-session). */
  rotationEndsAccessTokens: boolean
  accessTokenMinutes: number
  refreshIdleDays: number
  pageSize: number
  strictVerifierLength: boolean
  autoConsent: boolean
  customizeApplication: boolean
  /**
   * The org has let the app in; else nobody without a special permission may consent
   * (docs/reference/salesforce.md#not-installed).
   */
  appInstalled: boolean
  /**
   * Org id that new tokens name, as after a sandbox was refreshed (docs/reference/salesforce.md#org-copies); empty =
   * its own.
   */
  tokensNameOrg: string
  purgedRowsStayHours: number
  /** Records whose deletion answers DELETE_FAILED, as if a case hung on them. */
  deleteFailedIds: string[]
  /** A validation rule of the org: a person keeps an e-mail address (docs/reference/salesforce.md#anonymise). */
  requireEmail: boolean
  /**
   * Objects that our user may not see, and those of which it may delete nothing
   * (docs/reference/salesforce.md#hidden-fields).
   */
  closedObjects: string[]
  /** The org does not take GROUP BY (docs/reference/salesforce.md#grouped: UNSURE). */
  groupingRefused: boolean
  /** The org takes no composite calls (docs/reference/salesforce.md#composite). */
  compositeClosed: boolean
  keptObjects: string[]
  /** Our user may not empty the recycle bin (docs/reference/salesforce.md#empty-bin). */
  binClosed: boolean
  /** The code beside "no recycle bin entry found", which is not documented (docs/reference/salesforce.md#empty-bin). */
  noBinEntryCode: string
  /**
   * A retrieve leaves hidden fields out without a word, as a row does (docs/reference/salesforce.md#hidden-unknown);
   * else it is refused (UNSURE).
   */
  hiddenFieldsSilent: boolean
  /** Records that sharing rules hide from our user (docs/reference/salesforce.md#sharing). */
  unsharedIds: string[]
  /** Tasks with several people: without it there is no TaskRelation. */
  sharedActivities: boolean
  /** A validation rule of the org refuses every write on these records. */
  refusedIds: string[]
  /** A flow or trigger of the org refuses every write on these records (docs/reference/salesforce.md#org-rules). */
  flowRefusedIds: string[]
  /** A flow has locked these records without an approval (docs/reference/salesforce.md#approvals). */
  flowLockedIds: string[]
  /**
   * Fields of Contact and Lead that the org requires on every save. UNSURE: whether a save that leaves them alone is
   * refused, too; here it is.
   */
  requiredFields: string[]
  /** A duplicate rule on the address: alerts can be passed by a header, blocks cannot. */
  duplicateRule: 'off' | 'alert' | 'block'
  /** Writes on these records answer UNABLE_TO_LOCK_ROW. */
  lockedIds: string[]
  /**
   * Data Protection and Privacy: without it there is no Individual (docs/reference/salesforce.md#individual,
   * #individual-off).
   */
  dataProtection: boolean
  /** Person accounts are on; else no field tells them (docs/reference/salesforce.md#person-accounts). */
  personAccounts: boolean
  /**
   * The contact half of a person account can be changed by itself. UNSURE; only the refusal of its record type is
   * published.
   */
  personContactsOpen: boolean
  /** Record types were made in the org: without any there is no field (docs/reference/salesforce.md#record-types). */
  recordTypes: boolean
  /** How the org calls values of a picklist, as `Account.Type/C1/Kunde` (docs/reference/salesforce.md#account-type). */
  picklistLabels: string[]
  /** Bulk API 2.0 is open to the user; how many query jobs a day; how long one takes, on the virtual clock. */
  bulkApi: boolean
  bulkJobsPerDay: number
  bulkDelayMs: number
  /** Most rows of one page of results, whatever was asked. */
  bulkPageSize: number
  /** How an empty value is written (UNSURE: it is told for ingest only). */
  bulkNull: string
  bulkLocatorHeader: boolean
  /** A locator of results is refused in another session (docs/reference/salesforce.md#rotation-session). */
  locatorsEndWithSession: boolean
  /** Objects selected for Change Data Capture; none until an admin selects them (docs/reference/salesforce.md#cdc). */
  changeEvents: string[]
  /** The same change of several records within one transaction is one event. */
  mergeChangeEvents: boolean
  /** Subscriptions are taken and kept, and bring nothing (docs/reference/salesforce.md#cometd-errors). */
  changeEventsSilent: boolean
  changeEventsPerDay: number
  /** Business units of Account Engagement, and the most activities of one page. */
  businessUnits: string[]
  engagementPageSize: number
  /** How long a streaming call is held (docs/reference/salesforce.md#cometd: 110 s). */
  streamingHoldMs: number
  /** Where the org's flow sends outbound messages; empty: nowhere (docs/reference/salesforce.md#outbound). */
  outboundMessageUrl: string
  outboundMessageDuplicate: boolean
  /** First wait before an outbound message without an Ack is sent again; it doubles. */
  outboundMessageRetryMs: number
}

export function defaultSwitches(): SalesforceSwitches {
  return {
    rotateRefreshTokens: true,
    rotationEndsAccessTokens: false,
    accessTokenMinutes: 120,
    refreshIdleDays: 0,
    pageSize: 2_000,
    strictVerifierLength: false,
    autoConsent: false,
    customizeApplication: true,
    appInstalled: true,
    tokensNameOrg: '',
    purgedRowsStayHours: 24,
    deleteFailedIds: [],
    requireEmail: false,
    closedObjects: [],
    groupingRefused: false,
    compositeClosed: false,
    keptObjects: [],
    binClosed: false,
    noBinEntryCode: 'INVALID_ID_FIELD',
    hiddenFieldsSilent: false,
    unsharedIds: [],
    sharedActivities: false,
    refusedIds: [],
    flowRefusedIds: [],
    flowLockedIds: [],
    requiredFields: [],
    duplicateRule: 'off',
    lockedIds: [],
    dataProtection: false,
    personAccounts: false,
    personContactsOpen: false,
    recordTypes: false,
    picklistLabels: [],
    bulkApi: true,
    bulkJobsPerDay: 10_000,
    bulkDelayMs: 400,
    bulkPageSize: 50_000,
    bulkNull: '',
    bulkLocatorHeader: true,
    locatorsEndWithSession: false,
    businessUnits: [],
    engagementPageSize: 1_000,
    changeEvents: [],
    mergeChangeEvents: true,
    changeEventsSilent: false,
    changeEventsPerDay: 25_000,
    streamingHoldMs: 110_000,
    outboundMessageUrl: '',
    outboundMessageDuplicate: false,
    outboundMessageRetryMs: 500,
  }
}
