/** Pages of a query. QuickBooks keeps the rest of the answer for as long as the session lives. */
import type { QbxmlRequest } from '../qbxml/requests.ts'
import { refusal } from './answer.ts'
import type { Answer, Refusal } from './answer.ts'
import type { CompanyFile, OpenIterator } from './books.ts'
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

/**
 * The part of what matches that this request is to return. `matching` is asked only at the start,
 * and for no more than the number it is given.
 */
export function pageOf(
  company: CompanyFile,
  request: QbxmlRequest,
  matching: (limit?: number) => readonly string[],
): Page | Refusal {
  const { MaxReturned: limit } = request.content as { readonly MaxReturned?: number }
  switch (request.attributes?.iterator) {
    case undefined:
      return { kind: 'page', ids: matching(limit).slice(0, limit), attributes: {} }
    case 'Start':
      if (limit === undefined) {
        return refusal(3150, 'There is a missing element: "MaxReturned".')
      }
      return openPage(company, { request, ids: matching(), limit })
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
  const { request, ids, limit } = opening
  return pageFrom(company, { iteratorID, requestName: request.name, ids, returned: 0 }, limit)
}

function nextPage(
  company: CompanyFile,
  request: QbxmlRequest,
  limit: number | undefined,
): Page | Refusal {
  const iteratorID = request.attributes?.iteratorID ?? ''
  const open = company.iterators.find((iterator) => iterator.iteratorID === iteratorID)
  if (
    open === undefined ||
    open.requestName !== request.name ||
    open.returned === open.ids.length
  ) {
    return refusal(3391, `The iteratorID "${iteratorID}" is invalid or has expired.`)
  }
  const filters = Object.keys(request.content).filter((name) => !NO_FILTER.includes(name))
  if (filters.length > 0) {
    return notFound(iteratorID)
  }
  close(company, iteratorID)
  return pageFrom(company, open, limit)
}

/** The iterator stays open until it is stopped or asked again, also when nothing is left. */
function pageFrom(company: CompanyFile, open: OpenIterator, limit: number | undefined): Page {
  const { iteratorID, returned } = open
  const ids = open.ids.slice(returned, limit === undefined ? undefined : returned + limit)
  const next = { ...open, returned: returned + ids.length }
  company.iterators = [...company.iterators, next]
  const iteratorRemainingCount = String(next.ids.length - next.returned)
  return { kind: 'page', ids, attributes: { iteratorRemainingCount, iteratorID } }
}

function close(company: CompanyFile, iteratorID: string | undefined): void {
  company.iterators = company.iterators.filter((open) => open.iteratorID !== iteratorID)
}
