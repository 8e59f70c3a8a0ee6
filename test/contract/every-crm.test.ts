import { carnetSubject } from '../third-crm/subject.ts'
import { hubspotSubject } from './hubspot/hubspot-subject.ts'
import { salesforceSubject } from './salesforce/salesforce-subject.ts'
import { contractSuite } from './suite/suite.ts'

const subjects = [hubspotSubject, salesforceSubject, carnetSubject]

for (const subject of subjects) contractSuite(subject, 450)
