/** From answers to lessons, request by request, matched by requestID and by nothing else. */
import { formatCents } from '../money/cents.ts'
import type { QbxmlResponse } from '../qbxml/response.ts'
import { dispositionOf } from '../qbxml/status.ts'
import type { Disposition } from '../qbxml/status.ts'
import { learnFromEntry, learnFromLookUp, learnFromRead } from './learn-list.ts'
import { learnFromFoundSales, saleLink, saleTotal } from './learn-sale.ts'
import type { Lesson } from './lesson.ts'
import type { Purpose } from './purpose.ts'

export type Answered = Extract<QbxmlResponse, { kind: 'response' }>

export type Manifest = Readonly<Record<string, Purpose>>

/** A request without a readable answer teaches only that nobody knows what became of it. */
export function learnAll(manifest: Manifest, responses: readonly QbxmlResponse[]): Lesson[] {
  const byRequestID = new Map(responses.map((response) => [response.requestID, response]))
  return Object.entries(manifest).flatMap(([requestID, purpose]) => {
    const response = byRequestID.get(requestID)
    if (response === undefined) {
      return unanswered(purpose, 'QuickBooks’ answer does not contain this request')
    }
    return response.kind === 'unreadable'
      ? unanswered(purpose, response.reason)
      : learn(purpose, response)
  })
}

function unanswered(purpose: Purpose, reason: string): Lesson[] {
  return purpose.kind === 'add-sale' || purpose.kind === 'change-customer'
    ? [{ kind: 'job-in-doubt', jobID: purpose.jobID, reason }]
    : [{ kind: 'nothing', reason }]
}

function learn(purpose: Purpose, response: Answered): Lesson[] {
  const disposition = dispositionOf(response)
  switch (purpose.kind) {
    case 'add-sale':
      return [learnFromSale(purpose, { response, disposition })]
    case 'change-customer':
      return learnFromChange(purpose, { response, disposition })
    case 'find-sales':
      return learnFromFoundSales(purpose, { response, disposition })
    case 'add-entry':
      return learnFromEntry(purpose, { response, disposition })
    case 'look-up-customer':
    case 'look-up-entry':
      return learnFromLookUp(purpose, { response, disposition })
    case 'reread-customer':
      return rereadLinks(purpose, response)
    case 'read-list':
      return learnFromRead(purpose.list, { response, disposition })
    case 'read-host':
    case 'read-company':
    case 'read-preferences':
      return aboutCompany(response)
  }
}

export type Judged = { readonly response: Answered; readonly disposition: Disposition }

function learnFromSale(
  purpose: Extract<Purpose, { kind: 'add-sale' }>,
  { response, disposition }: Judged,
): Lesson {
  if (disposition.kind === 'done' || disposition.kind === 'done-with-warning') {
    const link = saleLink(purpose, response.rets[0])
    const quickBooksCents = saleTotal(response.rets[0])
    return link === null || quickBooksCents === null
      ? {
          kind: 'job-in-doubt',
          jobID: purpose.jobID,
          reason: `QuickBooks reports success without the document of ${formatCents(purpose.totalCents)}`,
        }
      : { kind: 'sale-posted', purpose, link, quickBooksCents }
  }
  return notDone(purpose, { response, disposition })
}

function learnFromChange(
  purpose: Extract<Purpose, { kind: 'change-customer' }>,
  { response, disposition }: Judged,
): Lesson[] {
  const ret = response.rets[0]
  if (disposition.kind === 'stale-edit-sequence') {
    // Without an EditSequence the next plan reads the customer before it writes again.
    const link = { ...purpose.link, editSequence: '' }
    return [
      { kind: 'linked', how: 'adopted', links: [link] },
      { kind: 'job-try-later', jobID: purpose.jobID, message: response.statusMessage },
    ]
  }
  if (disposition.kind !== 'done' && disposition.kind !== 'done-with-warning') {
    return [notDone(purpose, { response, disposition })]
  }
  return ret?.kind === 'CustomerRet'
    ? [
        {
          kind: 'customer-changed',
          purpose,
          link: {
            ...purpose.link,
            label: ret.FullName,
            editSequence: ret.EditSequence ?? '',
            sent: purpose.sent,
          },
        },
      ]
    : [{ kind: 'job-in-doubt', jobID: purpose.jobID, reason: 'success without the customer' }]
}

function notDone(
  purpose: Extract<Purpose, { kind: 'add-sale' | 'change-customer' }>,
  { response, disposition }: Judged,
): Lesson {
  const { statusCode, statusMessage: message } = response
  switch (disposition.kind) {
    case 'try-later':
    case 'not-executed':
      return { kind: 'job-try-later', jobID: purpose.jobID, message }
    case 'stale-edit-sequence':
    case 'recover':
    case 'partly-shown':
    case 'restart-iterator':
      return { kind: 'job-in-doubt', jobID: purpose.jobID, reason: message }
    case 'done':
    case 'done-with-warning':
    case 'nothing-found':
    case 'partly-found':
    case 'look-up-existing':
    case 'stale-id':
    case 'missing-reference':
    case 'stop':
      return { kind: 'job-refused', purpose, statusCode, message }
  }
}

/** The EditSequence as it is now; what we sent last stays what we compare with. */
function rereadLinks(
  purpose: Extract<Purpose, { kind: 'reread-customer' }>,
  response: Answered,
): Lesson[] {
  const ret = response.rets[0]
  if (ret?.kind !== 'CustomerRet') {
    return [{ kind: 'nothing', reason: response.statusMessage }]
  }
  const link = { ...purpose.link, label: ret.FullName, editSequence: ret.EditSequence ?? '' }
  return [{ kind: 'linked', how: 'adopted', links: [link] }]
}

function aboutCompany(response: Answered): Lesson[] {
  return response.rets.flatMap((ret): Lesson[] => {
    if (ret.kind === 'HostRet') {
      return [{ kind: 'host', host: ret }]
    }
    if (ret.kind === 'CompanyRet') {
      return [{ kind: 'company', company: ret }]
    }
    return ret.kind === 'PreferencesRet' ? [{ kind: 'preferences', preferences: ret }] : []
  })
}
