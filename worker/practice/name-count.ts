/** How many names the company has: customers, vendors, employees and others share one space. */
import type { QbxmlRequest } from '../qbxml/requests.ts'
import { done, refusal } from './answer.ts'
import type { Answer } from './answer.ts'
import type { CompanyFile, ListKind } from './books.ts'
import { entriesOf } from './entries.ts'

const NAMES = ['Customer', 'Vendor', 'Employee', 'OtherName'] as const satisfies readonly ListKind[]

export function countNames(
  company: CompanyFile,
  { content, attributes }: Extract<QbxmlRequest, { readonly name: 'EntityQueryRq' }>,
): Answer {
  if (attributes?.metaData !== 'MetaDataOnly') {
    return refusal(1030, 'These books only count their names.')
  }
  const { ActiveStatus = 'ActiveOnly' } = content as { readonly ActiveStatus?: string }
  const names = NAMES.flatMap((kind) => entriesOf(company, kind)).filter(
    ({ isActive }) => ActiveStatus === 'All' || isActive === (ActiveStatus === 'ActiveOnly'),
  )
  return { ...done([]), attributes: { retCount: String(names.length) } }
}
