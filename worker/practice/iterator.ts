/** Pages of a query. QuickBooks keeps the rest of the answer for as long as the session lives. */
import type { QbxmlRequest } from '../qbxml/requests.ts'
import { refusal } from './answer.ts'
import type { Answer, Refusal } from './answer.ts'
import type { CompanyFile } from './books.ts'
import { notFound } from './list-add.ts'

/** What a query wants of its answer, rather than of the books: a Continue may repeat it. */
const NO_FILTER = [
  'MaxReturned',
  'IncludeRetElement',
  'OwnerID',
  'IncludeLineItems',
  'IncludeLinkedTxns',
]

export type Page = {
  readonly kind: 'page'
  readonly ids: readonly string[]
  readonly attributes: Readonly<Record<string, string>>
}

/** The part of what matches that this request is to return; `all` is asked only at the start. */
export function pageOf(
  company: CompanyFile,
  request: QbxmlRequest,
  all: () => readonly string[],
): Page | Refusal {
  const { MaxReturned: limit } = request.content as { readonly MaxReturned?: number }
  switch (request.attributes?.iterator) {
    case undefined:
      return { kind: 'page', ids: all().slice(0, limit), attributes: {} }
    case 'Start':
      if (limit === undefined) {
        return refusal(3150, 'There is a missing element: "MaxReturned".')
      }
      return openPage(company, { request, ids: all(), limit })
    case 'Continue':
      return nextPage(company, request, limit)
    case 'Stop':
      close(company, request.attributes.iteratorID)
      return { kind: 'page', ids: [], attributes: {} }
  }
}

export function withPage(answer: Answer, page: Page): Answer {
  return { ...answer, attributes: { ...answer.attributes, ...page.attributes } }
}

function openPage(
  company: CompanyFile,
  opening: {
    readonly request: QbxmlRequest
    readonly ids: readonly string[]
    readonly limit: number
  },
): Page {
  company.lastIteratorNumber += 1
  const number = company.lastIteratorNumber.toString(16).padStart(12, '0')
  const iteratorID = `{7e17ab1e-0000-4000-8000-${number}}`
  const remainingIDs = opening.ids.slice(opening.limit)
  const requestName = opening.request.name
  company.iterators = [...company.iterators, { iteratorID, requestName, remainingIDs }]
  return pageWith(iteratorID, opening.ids.slice(0, opening.limit), remainingIDs)
}

function nextPage(
  company: CompanyFile,
  request: QbxmlRequest,
  limit: number | undefined,
): Page | Refusal {
  const iteratorID = request.attributes?.iteratorID ?? ''
  const open = company.iterators.find((iterator) => iterator.iteratorID === iteratorID)
  if (open === undefined || open.requestName !== request.name || open.remainingIDs.length === 0) {
    return refusal(3391, `The iteratorID "${iteratorID}" is invalid or has expired.`)
  }
  const filters = Object.keys(request.content).filter((name) => !NO_FILTER.includes(name))
  if (filters.length > 0) {
    return notFound(iteratorID)
  }
  const ids = open.remainingIDs.slice(0, limit)
  const remainingIDs = open.remainingIDs.slice(ids.length)
  close(company, iteratorID)
  company.iterators = [...company.iterators, { ...open, remainingIDs }]
  return pageWith(iteratorID, ids, remainingIDs)
}

function close(company: CompanyFile, iteratorID: string | undefined): void {
  company.iterators = company.iterators.filter((open) => open.iteratorID !== iteratorID)
}

function pageWith(iteratorID: string, ids: readonly string[], remaining: readonly string[]): Page {
  const iteratorRemainingCount = String(remaining.length)
  return { kind: 'page', ids, attributes: { iteratorRemainingCount, iteratorID } }
}
