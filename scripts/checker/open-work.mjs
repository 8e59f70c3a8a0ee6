// docs/reference/promises.md#removal-2: whoever is a customer, or has something open, is not removed.

/** Why a person must have stayed at that instant, by what the systems hold; null = nothing. */
export function relationOf(now, members, at) {
  for (const member of members) {
    const why =
      member.system === 'hubspot' ? hubspotRelation(now.hubspot, member) : salesforceRelation(now.salesforce, member)
    if (why !== null) return why
    const open =
      member.system === 'hubspot'
        ? openInHubspot(now.hubspot, member, at)
        : openInSalesforce(now.salesforce, member, at)
    if (open !== null) return open
  }
  return null
}

/** Words for a customer as companies write them; “Customer - Direct” is one too. */
const customerWords = ['client', 'cliente', 'evangelist', 'klant', 'kunde', 'bestandskunde']
const isCustomer = (word) => {
  const text = String(word ?? '')
    .trim()
    .toLowerCase()
  return text.startsWith('customer') || customerWords.includes(text)
}

function hubspotRelation(hubspot, member) {
  const stage = member.row.properties.lifecyclestage
  if (isCustomer(stage) || isCustomer(hubspot.stages[stage])) return 'a customer'
  const deals = hubspot.deals.filter(({ id }) => member.row.dealIds.includes(id)).map(({ properties }) => properties)
  if (deals.some((deal) => deal.hs_is_closed !== 'true')) return 'a deal is open'
  return deals.some((deal) => deal.hs_is_closed_won === 'true') ? 'a customer by a deal' : null
}

/** docs/reference/hubspot.md#ticket-states, #quote-states, #company-deals: states as the stand-in has them. */
function openInHubspot(hubspot, member, at) {
  const linked = (from, id, to) =>
    hubspot.links.filter((link) => link.from === from && link.id === id && link.to === to).map((link) => link.toId)
  const of = (type, ids) => hubspot[type].filter(({ id }) => ids.includes(id)).map(({ properties }) => properties)
  const [company] = linked('contacts', member.id, 'companies')
  if (of('tickets', linked('contacts', member.id, 'tickets')).some((ticket) => ticket.hs_pipeline_stage !== '4'))
    return 'a ticket is open'
  if (
    of('quotes', linked('contacts', member.id, 'quotes')).some(
      (quote) => !['DRAFT', 'REJECTED'].includes(quote.hs_status) && !isBefore(quote.hs_expiration_date, at),
    )
  )
    return 'a quote is open'
  return of('deals', linked('companies', company, 'deals')).some((deal) => deal.hs_is_closed !== 'true')
    ? 'a deal of the company is open'
    : null
}

function salesforceRelation(salesforce, member) {
  const account = salesforce.accounts.find(({ Id }) => Id === member.row.AccountId)
  if (isCustomer(account?.Type)) return 'a customer'
  const theirs = new Set(
    salesforce.opportunityContactRoles.filter((role) => role.ContactId === member.id).map((role) => role.OpportunityId),
  )
  const opportunities = salesforce.opportunities.filter(({ Id }) => theirs.has(Id))
  if (opportunities.some((opportunity) => opportunity.IsClosed !== true)) return 'a deal is open'
  return opportunities.some((opportunity) => opportunity.IsWon === true) ? 'a customer by a deal' : null
}

/** docs/reference/salesforce.md#cases, #contracts, #assets, #campaigns, #approvals; what the company has counts too. */
function openInSalesforce(salesforce, member, at) {
  const { AccountId } = member.row
  const live = (row) => row.IsDeleted !== true
  const through = (roles, link) =>
    new Set(roles.filter((role) => role.ContactId === member.id).map((role) => role[link]))
  const cases = through(salesforce.caseContactRoles, 'CasesId')
  const contracts = through(salesforce.contractContactRoles, 'ContractId')
  const ofCompany = (row) => AccountId != null && row.AccountId === AccountId
  const campaigns = new Set(
    salesforce.campaignMembers
      .filter((one) => one.ContactId === member.id || one.LeadId === member.id)
      .map((one) => one.CampaignId),
  )
  const found = [
    ['a case is open', salesforce.cases, (row) => !row.IsClosed && (row.ContactId === member.id || cases.has(row.Id))],
    [
      'a contract runs',
      salesforce.contracts,
      (row) =>
        !isBefore(row.EndDate, at) && (row.CustomerSignedId === member.id || contracts.has(row.Id) || ofCompany(row)),
    ],
    [
      'a product is in use',
      salesforce.assets,
      (row) =>
        row.IsCompetitorProduct !== true &&
        !isBefore(row.UsageEndDate, at) &&
        (row.ContactId === member.id || ofCompany(row)),
    ],
    ['a deal of the company is open', salesforce.opportunities, (row) => row.IsClosed !== true && ofCompany(row)],
    [
      'a campaign runs',
      salesforce.campaigns,
      (row) => row.IsActive === true && !isBefore(row.EndDate, at) && campaigns.has(row.Id),
    ],
    [
      'an approval is in progress',
      salesforce.processInstances,
      (row) => row.TargetObjectId === member.id && ['Pending', 'Started'].includes(row.Status),
    ],
  ].find(([, rows, counts]) => rows.some((row) => live(row) && counts(row)))
  return found?.[0] ?? null
}

/** A day that was over at that instant; none is never over. */
function isBefore(day, at) {
  return day != null && day !== '' && String(day).slice(0, 10) < new Date(at).toISOString().slice(0, 10)
}
